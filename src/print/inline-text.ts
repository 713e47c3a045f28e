import type { PhrasingContent } from 'mdast';
import { mediaKind } from '../media.ts';
import type { FieldContext } from './from-html.ts';

/** Text of a field: its formulas and sounds become Markdown's, all else is text. */
export function inlineText(value: string, context: FieldContext): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let done = 0;
  for (const found of value.matchAll(special)) {
    const made = special1(found.groups ?? {}, context);
    if (!made) continue;
    if (found.index > done) nodes.push({ type: 'text', value: value.slice(done, found.index) });
    nodes.push(made);
    done = found.index + found[0].length;
  }
  if (done < value.length) nodes.push({ type: 'text', value: value.slice(done) });
  return nodes;
}

const special =
  /\\\((?<inline>(?:[^\\]|\\(?!\)))*)\\\)|\\\[(?<display>(?:[^\\]|\\(?!\]))*)\\\]|\[sound:(?<sound>[^\][]+)\]/gu;

function special1(
  { inline, display, sound }: Record<string, string | undefined>,
  { urlOf, careful }: FieldContext,
): PhrasingContent | undefined {
  if (sound !== undefined) {
    const url = /^(sound|film)$/u.test(mediaKind(sound)) ? urlOf(sound) : undefined;
    return url === undefined ? undefined : { type: 'image', url, alt: '' };
  }
  const tex = inline ?? display ?? '';
  // What stands between the marks is trimmed, and a dollar would end it.
  if (careful || tex === '' || tex !== tex.trim() || /[$\n]/u.test(tex)) return undefined;
  const mark = inline === undefined ? '$$' : '$';
  return { type: 'html', value: `${mark}${tex}${mark}` };
}
