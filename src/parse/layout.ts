import type { List, Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import type { Notetype } from '../notetype/index.ts';
import { descend } from '../tree.ts';
import { hasDeletions } from './cloze/index.ts';
import { settableFields } from './names.ts';

/** The parts of a note before they have a field: a title, and what the breaks cut the rest into. */
export interface Parts {
  title: PhrasingContent[];
  segments: RootContent[][];
  /** What cuts them, one fewer. */
  breaks: RootContent[];
  file: VFile;
}

/** Content by the name of the field that it belongs to. */
export type Contents = Map<string, RootContent[]>;

/** Says which part of a note goes into which field, by the kind of note type. */
export function layOut(notetype: Notetype, parts: Parts): Contents {
  const limit = mostSegments(notetype, parts);
  const surplus = parts.breaks[limit - 1];
  if (surplus) report(parts.file, surplus, messages.tooManyBreaks(limit - 1));
  if (notetype.stockKind === 6) return layOutOcclusion(notetype, parts);
  if (notetype.kind === 'cloze') return layOutCloze(notetype, parts);
  if (notetype.layout === 'choice') return layOutChoice(parts);
  if (notetype.layout === 'typed') return layOutTyped(parts);
  return layOutSides(notetype, parts);
}

/** Front, back and Extra; a cloze is one for both sides, and options are the border themselves. */
function mostSegments(notetype: Notetype, { segments }: Parts): number {
  if (notetype.kind === 'cloze') return 2;
  if (notetype.layout !== 'choice') return 3;
  return Math.max(0, segments.findIndex(hasOptions)) + 2;
}

/** Title and all up to a break are the front; the back; Extra. */
function layOutSides(notetype: Notetype, parts: Parts): Contents {
  const { front, back, extra } = sides(parts);
  const names = settableFields(notetype);
  const [first = 'Front', second = 'Back', third = 'Extra'] = names;
  const last = names.includes('Extra') ? 'Extra' : third;
  return contents([first, front], [second, back], [last, extra]);
}

/** As the sides, but the first paragraph of the back is what the learner types. */
function layOutTyped(parts: Parts): Contents {
  const { front, back, extra } = sides(parts);
  const [answer, ...explanation] = back;
  return contents(
    ['Front', front],
    ['Answer', answer ? [onOneLine(answer)] : []],
    ['Back', explanation],
    ['Extra', extra],
  );
}

/** Where a line of the source ends means nothing, but Anki would compare it. */
function onOneLine(answer: RootContent): RootContent {
  for (const node of descend(answer))
    if (node.type === 'text')
      Object.assign(node, { value: (node as Text).value.replace(/\s*\n\s*/gu, ' ') });
  return answer;
}

/** The task list is the options; what stands before it belongs to the question, what follows explains. */
function layOutChoice(parts: Parts): Contents {
  const at = parts.segments.findIndex(hasOptions);
  const [first = [], second = []] = parts.segments;
  if (at === -1) return contents(['Front', [...titleOf(parts), ...first]], ['Back', second]);
  const before = parts.segments.slice(0, at).flat();
  const [all = [], extra = []] = parts.segments.slice(at);
  const border = all.findIndex(isTaskList);
  const list = all[border];
  return contents(
    ['Front', [...titleOf(parts), ...before, ...all.slice(0, border)]],
    ['Options', list?.type === 'list' ? [asOptions(list)] : []],
    ['Back', all.slice(border + 1)],
    ['Extra', extra],
  );
}

function hasOptions(nodes: RootContent[]): boolean {
  return nodes.some(isTaskList);
}

/** The title stands above the text, or in it when it hides something itself. */
function layOutCloze(notetype: Notetype, parts: Parts): Contents {
  const [text = [], extra = []] = parts.segments;
  const names = notetype.fields.map(({ name }) => name);
  const field =
    notetype.templates[0]?.front.match(/\{\{\s*cloze:([^}:]+)\}\}/u)?.[1]?.trim() ??
    names[0] ??
    'Text';
  const above = names.includes('Title') ? 'Title' : names[0];
  const inText = above === field || hasDeletions(parts.title, String(parts.file.value));
  if (inText || above === undefined)
    return contents([field, [...titleOf(parts), ...text]], ['Extra', extra]);
  return contents([field, text], [above, titleOf(parts)], ['Extra', extra]);
}

/** Of an occlusion note: its picture, the list of shapes, and what else stands above the picture. */
function layOutOcclusion(notetype: Notetype, parts: Parts): Contents {
  const [first = [], extra = []] = parts.segments;
  const name = (tag: number) => notetype.fields.find((field) => field.tag === tag)?.name ?? '';
  const isPicture = (node: RootContent) =>
    node.type === 'paragraph' && descend(node).some(({ type }) => type.startsWith('image'));
  const isList = (node: RootContent) => node.type === 'list';
  const others = first.filter((node) => !isPicture(node) && !isList(node));
  return contents(
    [name(0), first.filter(isList)],
    [name(1), first.filter(isPicture)],
    [name(2), [...titleOf(parts), ...others]],
    [name(3), extra],
  );
}

/** Whether every line of the list has a box. */
export function isTaskList(node: RootContent): boolean {
  return node.type === 'list' && node.children.every(({ checked }) => typeof checked === 'boolean');
}

/** The options of a choice note: the boxes become classes, which the styling shows on the back only. */
function asOptions(list: List): List {
  const children = list.children.map(({ checked, ...option }) => ({
    ...option,
    data: { hProperties: { className: [checked ? 'right' : 'wrong'] } },
  }));
  return { ...list, children, spread: false, data: { hProperties: { className: ['options'] } } };
}

function sides(parts: Parts): { front: RootContent[]; back: RootContent[]; extra: RootContent[] } {
  const [first = [], second, extra = []] = parts.segments;
  const title = titleOf(parts);
  if (second === undefined) return { front: title, back: first, extra };
  return { front: [...title, ...first], back: second, extra };
}

function titleOf({ title }: Parts): Paragraph[] {
  return title.length > 0 ? [{ type: 'paragraph', children: title }] : [];
}

function contents(...pairs: [string, RootContent[]][]): Contents {
  return new Map(pairs.filter(([, nodes]) => nodes.length > 0));
}
