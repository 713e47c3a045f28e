/** A piece of an SVG file: a tag, or the text between two. */
export type SvgPiece =
  | { type: 'open'; name: string; attributes: Map<string, string>; empty: boolean }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string };

/** The pieces of an SVG file in order, in time that grows with its length; comments and the like are none. */
export function* svgPieces(svg: string): Generator<SvgPiece> {
  for (let at = 0; at < svg.length; ) {
    const start = svg.indexOf('<', at);
    const text = svg.slice(at, start === -1 ? undefined : start);
    if (text !== '') yield { type: 'text', text: decoded(text) };
    if (start === -1) return;
    const aside = asides.find(([begin]) => svg.startsWith(begin, start));
    const end = aside ? svg.indexOf(aside[1], start + aside[0].length) : tagEnd(svg, start);
    if (end === -1) return;
    at = end + (aside?.[1].length ?? 1);
    if (!aside) yield* tagOf(svg.slice(start + 1, end));
    else if (aside[0] === '<![CDATA[') yield { type: 'text', text: svg.slice(start + 9, end) };
  }
}

const asides: [begin: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** The `>` that is in no quotes. */
function tagEnd(svg: string, start: number): number {
  for (let at = start + 1; at < svg.length; at += 1) {
    const character = svg[at];
    if (character === '>') return at;
    if (character !== '"' && character !== "'") continue;
    at = svg.indexOf(character, at + 1);
    if (at === -1) return -1;
  }
  return -1;
}

function* tagOf(tag: string): Generator<SvgPiece> {
  const name = /^\/?\s*([\w:.-]+)/u.exec(tag)?.[1]?.replace(/^svg:/u, '');
  if (name === undefined) return;
  if (tag.startsWith('/')) {
    yield { type: 'close', name };
    return;
  }
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single] of tag.matchAll(
    /(?<=\s)([\w:.-]+)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/gu,
  ))
    attributes.set(key, decoded(double ?? single ?? ''));
  yield { type: 'open', name, attributes, empty: tag.endsWith('/') };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/giu,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xfdd0 && point <= 0xfdef);
      return isCharacter ? String.fromCodePoint(point) : '\uFFFD';
    },
  );
}
