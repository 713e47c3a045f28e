import type { Node, Position } from 'unist';
import type { VFile } from 'vfile';
import type { Attributes } from '../attributes.ts';
import { messages, report } from '../messages/index.ts';
import type { Notetype } from '../notetype/index.ts';
import type { KnownTypes, Notetypes } from './context.ts';

/** What may stand in the attributes of a heading besides the names of fields. */
export const attributeKeys = ['type', 'deck', 'skip', 'guid', 'tags'];

/** What may stand there, too, unless a field of the note type has the name. */
export const languageKeys = ['lang', 'dir'] as const;

/** Fields that the compiler fills itself. */
const ours = new Set(['Context', 'Edit']);

/** The key of the note type that an author means by a name. */
export function notetypeKey(name: string, notetypes: Notetypes): string {
  return name === 'occlusion' && !notetypes.has(name) ? 'image-occlusion' : name;
}

/** Says it if there is no note type of this name; of a broken one nothing, as its own mistakes are told. */
export function checkType(
  name: string,
  place: Position | Node | undefined,
  { notetypes, brokenNotetypes }: KnownTypes,
  file: VFile,
): void {
  const key = notetypeKey(name, notetypes);
  if (notetypes.has(key) || brokenNotetypes.has(key)) return;
  report(file, place, messages.unknownNotetype(key, [...notetypes.keys()]));
}

/** The names of the fields that an author may fill. */
export function settableFields(notetype: Notetype): string[] {
  const names = notetype.fields.map(({ name }) => name);
  return notetype.origin === 'anki' ? names : names.filter((name) => !ours.has(name));
}

/** The names of the fields that an author may fill in one note type or another. */
export function fieldsOfAny(notetypes: Notetypes): string[] {
  return [...new Set([...notetypes.values()].flatMap(settableFields))];
}

/** Says which attributes of a heading are unknown, and which tags and deck names Anki would change. */
export function checkAttributes(
  { classes, values }: Attributes,
  place: Position | undefined,
  known: string[],
  file: VFile,
): void {
  for (const tag of [...classes, ...tagsIn(values)])
    if (!isTag(tag)) report(file, place, messages.invalidTag(tag));
  for (const key of values.keys())
    if (!known.includes(key)) report(file, place, messages.unknownAttribute(key, known));
  const deck = values.get('deck')?.value;
  if (deck !== undefined && !isDeckName(deck)) report(file, place, messages.invalidDeckName(deck));
}

/** The tags of the attribute `tags="…"`, for those that no `.tag` can say. */
export function tagsIn(values: Attributes['values']): string[] {
  return values.get('tags')?.value.split(/\s+/u).filter(Boolean) ?? [];
}

/** Whether Anki would keep the tag as it is. */
export function isTag(tag: string): boolean {
  return (
    tag !== '' && !/[\s\u3000"\p{Cc}]/u.test(tag) && tag.split('::').every((level) => level !== '')
  );
}

/** Whether Anki would keep the name as it is: no level empty, nothing that it takes out. */
export function isDeckName(name: string): boolean {
  return name
    .split('::')
    .every((level) => level !== '' && level === level.trim() && !/^:|:$|\p{Cc}/u.test(level));
}
