/** Elements within each other that a browser, and what reads HTML here, takes well. */
export const deepestHtml = 50;
/** Open `<b>` and its like, which HTML opens again in every paragraph that follows. */
const mostFormatting = 8;

const formatting = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
const empty = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** HTML ends these itself when the next one begins. */
const endedByNext = new Set(
  'p li dt dd td th tr tbody thead tfoot option optgroup colgroup caption rt rp'.split(' '),
);
/** In SVG and MathML `/>` ends an element; within these two HTML is back. */
const foreign = new Map([
  ['svg', true],
  ['math', true],
  ['foreignobject', false],
  ['annotation-xml', false],
]);

/** Makes a meter that is given the pieces of HTML of one field in turn and says how deep they nest by then. */
export function createDepthMeter(): (html: string) => number {
  const open: string[] = [];
  return (html) => {
    let deepest = 0;
    for (const [tag, slash, written = ''] of html.matchAll(/<(\/?)([a-z][^\s/<>]*)[^<>]*>/giu)) {
      const name = written.toLowerCase();
      if (empty.has(name) || endedByNext.has(name)) continue;
      if (slash) {
        const at = open.lastIndexOf(name);
        if (at !== -1) open.length = at;
      } else if (!(tag.endsWith('/>') && (foreign.get(name) || isForeign(open)))) {
        open.push(name);
        deepest = Math.max(deepest, depthOf(open));
      }
      if (deepest > deepestHtml) return deepest;
    }
    return deepest;
  };
}

function isForeign(open: string[]): boolean {
  return foreign.get(open.findLast((name) => foreign.has(name)) ?? '') === true;
}

function depthOf(open: string[]): number {
  const formats = open.filter((name) => formatting.has(name)).length;
  return formats > mostFormatting ? deepestHtml + formats : open.length;
}
