/** An element of a picture; texts are strings. */
export interface SvgElement {
  name: string;
  attributes: Map<string, string>;
  children: (SvgElement | string)[];
}

const token =
  /<!--[\s\S]*?-->|<[!?][^>]*>|<(?<close>\/?)(?<name>[\w:-]+)(?<attributes>(?:\s+[\w:-]+="[^"]*")*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy;
const attribute = /([\w:-]+)="([^"]*)"/gu;

/** Reads the SVG that a renderer wrote: well-formed, with double quotes. Throws on anything else. */
export function readSvg(text: string): SvgElement {
  const top: SvgElement = { name: '', attributes: new Map(), children: [] };
  const open: SvgElement[] = [top];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const { groups } = token.exec(text) ?? {};
    if (!groups) throw new Error(`Cannot read the SVG: ${JSON.stringify(text.slice(at, at + 80))}`);
    const parent = open.at(-1) ?? top;
    if (groups.text !== undefined) parent.children.push(decode(groups.text));
    if (groups.name === undefined) continue;
    if (groups.close) {
      open.pop();
      continue;
    }
    const attributes = new Map<string, string>();
    for (const [, key = '', value = ''] of (groups.attributes ?? '').matchAll(attribute))
      attributes.set(key, decode(value));
    const element: SvgElement = { name: groups.name, attributes, children: [] };
    parent.children.push(element);
    if (!groups.empty) open.push(element);
  }
  const root = top.children.find((child) => typeof child !== 'string' && child.name === 'svg');
  if (!root || typeof root === 'string') throw new Error('Cannot read the SVG: no svg element');
  return root;
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/giu,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[String(name)] ?? whole;
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
