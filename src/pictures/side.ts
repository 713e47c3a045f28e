import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { bodyClasses, rootClasses } from '../notetype/index.ts';
import { createTypesetter, typesetIn } from '../site/index.ts';
import type { CardVersion } from './changed-cards.ts';
import { paintShapes } from './shapes.ts';

/** Where the parts of a card come from. */
export interface CardParts {
  /** What Anki's reviewer sets before the styling of the note type. */
  styling: string;
  /** A file of the collection, as a `data:` address; undefined where there is none, or it is too large. */
  fileOf: (name: string) => string | undefined;
  /** A font of MathJax by the name of its file, as a `data:` address. */
  fontOf: (file: string) => string;
}

/** Nothing is loaded and nothing runs, whoever wrote the card. */
export const cardPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'";

/** Makes what writes a side of a card as a page of its own: that of Anki's reviewer, formulas typeset, without any script. */
export function createSideWriter() {
  const typesetter = createTypesetter('fonts');
  const writer = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();
  return (
    html: string,
    { css, ord, night }: Pick<CardVersion, 'css' | 'ord'> & { night: boolean },
    { styling, fileOf, fontOf }: CardParts,
  ): string => {
    const tree = fromHtml(html, { fragment: true });
    settle(tree, fileOf);
    paintShapes(tree);
    typesetIn(tree, typesetter);
    const card = writer.stringify(tree);
    const math = card.includes('<mjx-container') ? withFonts(typesetter.css(), card, fontOf) : '';
    const look = { client: 'linux', night } as const;
    return `<!doctype html>
<html dir="ltr" class="${rootClasses(look)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${cardPolicy}">
<style>${styling}</style>
<style>${math}</style>
<style>${still}</style>
</head>
<body class="${bodyClasses(ord, look)}">
<div id="qa" dir="auto"><style>${withFiles(css, fileOf)}</style>${card}</div>
</body>
</html>
`;
  };
}

export type SideWriter = ReturnType<typeof createSideWriter>;

/** The frame is as high as the card, and shapes lie over their picture without a script that measures it. */
const still = `mjx-assistive-mml { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#image-occlusion-container { width: 100% !important; height: auto !important; max-height: none !important; }
#image-occlusion-container img { position: static; display: block; width: 100% !important; height: auto !important; }
#image-occlusion-canvas { overflow: hidden; }
#image-occlusion-canvas > * { position: absolute; box-sizing: border-box; }`;

/** Files become part of the page; scripts, and all that would ask for something elsewhere, go. */
function settle(node: Root | Element, fileOf: CardParts['fileOf']): void {
  node.children = node.children.filter(
    (child) => child.type !== 'element' || !active.has(child.tagName),
  ) as ElementContent[];
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const { properties, tagName } = child;
    for (const key of Object.keys(properties)) if (/^on/iu.test(key)) delete properties[key];
    delete properties.srcSet;
    if (tagName === 'img') showPicture(child, fileOf);
    else if (typeof properties.src === 'string') delete properties.src;
    if (typeof properties.style === 'string')
      properties.style = withFiles(properties.style, fileOf);
    settle(child, fileOf);
  }
}

const active = new Set([
  ...['script', 'noscript', 'iframe', 'frame', 'frameset', 'object', 'embed', 'base', 'meta'],
  ...['link', 'template'],
]);

/** A picture that is not there, or too large, leaves its name. */
function showPicture(image: Element, fileOf: CardParts['fileOf']): void {
  const { properties } = image;
  const src = String(properties.src ?? '');
  const found = /^data:/iu.test(src) ? src : fileOf(src);
  if (found !== undefined) {
    properties.src = found;
    return;
  }
  image.tagName = 'span';
  image.children = [{ type: 'text', value: `[${src.slice(0, 200)}]` }];
  image.properties = {
    style: 'display: inline-block; padding: 1em; border: 1px dashed; opacity: 0.7',
  };
}

function withFiles(css: string, fileOf: CardParts['fileOf']): string {
  return css.replace(/url\(\s*(["']?)([^"')]*)\1\s*\)/gu, (whole, _, name: string) => {
    const found = /^(?:data:|#)/iu.test(name) ? undefined : fileOf(name);
    return found === undefined ? whole : `url("${found}")`;
  });
}

/** MathJax's styling with the fonts that a card uses, and no others. */
function withFonts(css: string, card: string, fontOf: CardParts['fontOf']): string {
  return css.replace(/@font-face[^{]*\{[^}]*\}/gu, (rule) => {
    const [, family = ''] = /font-family:\s*(\S+?);/u.exec(rule) ?? [];
    const name = family.slice('MJX'.length);
    if (name !== 'ZERO' && name !== 'TEX' && !card.includes(name)) return '';
    return rule.replace(
      /url\("?fonts\/([^")]+)"?\)/gu,
      (_, file: string) => `url("${fontOf(file)}")`,
    );
  });
}
