import type { RootContent } from 'mdast';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import type { Attributes } from '../attributes.ts';
import { messages, report } from '../messages/index.ts';
import type { Notetype } from '../notetype/index.ts';
import type { Field, Note } from '../tree.ts';
import { filledByUs, findDeletions, hasDeletions } from './cloze/index.ts';
import type { FileContext } from './context.ts';
import { checkLanguages, languagesIn } from './language.ts';
import { type Contents, isTaskList } from './layout.ts';
import {
  attributeKeys,
  checkAttributes,
  checkType,
  languageKeys,
  notetypeKey,
  settableFields,
  tagsIn,
} from './names.ts';
import { occlusionKeys, placeShapes } from './occlusion/index.ts';
import { snippet } from './snippet.ts';

/** A note of any form on its way into the deck tree. */
export interface Draft {
  /** Where messages about the note point. */
  head: Position;
  attributes: Attributes | undefined;
  /** Attributes of the sections above, outermost first. */
  inherited: Attributes[];
  /** Headings above, outermost first. */
  context: string[];
  /** Those of them that make subdecks where the settings say so. */
  sections: string[];
  /** What the note is called in messages and in the ledger. */
  front: string;
  anchor?: string;
  /** All that was written in the note, to see of what kind it is. */
  content: RootContent[];
  /** Whether `[…]` hides text, as in `C:`. */
  brackets?: boolean;
}

/** The note type that the note says, or shows by what it holds; nothing (and a message) if there is none such. */
export function notetypeOf(draft: Draft, context: FileContext): Notetype | undefined {
  const { settings, notetypes } = context;
  const said = attributeOf(draft, 'type');
  const usual = nearest(draft.inherited, 'type') ?? settings.type ?? 'basic';
  const key = notetypeKey(said ?? inferred(draft, usual, context), notetypes);
  const notetype = notetypes.get(key);
  // That of a section or of the settings has its message there.
  if (!notetype && (said !== undefined || key !== usual))
    checkType(key, draft.head, context, context.file);
  return notetype;
}

function inferred(draft: Draft, usual: string, context: FileContext): string {
  const { notetypes, brokenNotetypes, file } = context;
  const type = notetypes.get(usual);
  if (type && (!type.builtIn || type.origin === 'anki')) return usual;
  // What is wrong with it has been said.
  if (brokenNotetypes.has(usual)) return usual;
  if (hasDeletions(draft.content, String(file.value)))
    return type?.kind === 'cloze' ? usual : 'cloze';
  return draft.content.some(isTaskList) ? 'choice' : usual;
}

/** Completes a note: defaults, context, tags, deck, and its cloze deletions. */
export function finishNote(
  draft: Draft,
  notetype: Notetype,
  contents: Contents,
  context: FileContext,
): Note {
  const isOcclusion = notetype.stockKind === 6;
  checkDraft(draft, notetype, context.file);
  const id = draft.attributes?.id;
  const guid = attributeOf(draft, 'guid');
  const note: Note = {
    type: 'note',
    notetype: notetype.key,
    ...(notetype.layout !== 'sides' && { layout: notetype.layout }),
    ...(id !== undefined && { id }),
    ...(guid !== undefined && { guid }),
    deck: deckOf(draft, context),
    tags: tagsOf(draft, context),
    context: draft.context,
    front: draft.front,
    ...(draft.anchor !== undefined && { anchor: draft.anchor }),
    children: fieldsOf(draft, notetype, contents, context),
    head: draft.head,
    position: {
      start: draft.head.start,
      end: draft.content.at(-1)?.position?.end ?? draft.head.end,
    },
  };
  if (isOcclusion) placeShapes(note, notetype, draft.attributes, context);
  else if (notetype.kind === 'cloze')
    findDeletions(note, context.file, {
      brackets: draft.brackets === true,
      skip: notetype.origin === 'anki' ? [] : filledByUs,
      points: context.points,
    });
  const attributes = [...draft.inherited, ...(draft.attributes ? [draft.attributes] : [])];
  const languageOf = languagesIn(attributes, notetype, context.settings);
  for (const field of note.children) Object.assign(field, languageOf(field.name));
  return note;
}

function checkDraft({ attributes, head }: Draft, notetype: Notetype, file: VFile): void {
  if (!attributes) return;
  const fields = settableFields(notetype);
  const special = notetype.stockKind === 6 ? occlusionKeys : [];
  checkAttributes(
    attributes,
    head,
    [...attributeKeys, ...languageKeys, ...special, ...fields],
    file,
  );
  checkLanguages(attributes, head, fields, file);
}

function fieldsOf(
  draft: Draft,
  notetype: Notetype,
  contents: Contents,
  context: FileContext,
): Field[] {
  const defaults = defaultsOf(draft, notetype, context);
  const names = notetype.fields.map(({ name }) => name);
  for (const [name, [first]] of contents) {
    if (!names.includes(name))
      report(context.file, first ?? draft.head, messages.unknownField(name, notetype.key, names));
  }
  for (const name of draft.attributes?.values.keys() ?? [])
    if (contents.has(name)) report(context.file, draft.head, messages.duplicateField(name));
  return notetype.fields.flatMap(({ name }) => {
    const written = contents.get(name);
    const children =
      written ?? (defaults.has(name) ? snippet(defaults.get(name) ?? '', context) : []);
    if (name === 'Context' && notetype.origin !== 'anki' && draft.context.length > 0)
      children.push(textParagraph(draft.context.join(' › ')));
    return children.length > 0 ? [{ type: 'field', name, children }] : [];
  });
}

/** Markdown for fields that the note leaves out; the nearest one counts. */
function defaultsOf(
  draft: Draft,
  notetype: Notetype,
  { settings }: FileContext,
): Map<string, string> {
  const defaults = new Map<string, string>();
  for (const { name, default: usual } of notetype.fields)
    if (usual !== undefined) defaults.set(name, usual);
  for (const [name, value] of Object.entries(settings.fields ?? {})) defaults.set(name, value);
  for (const { values } of [...draft.inherited, ...(draft.attributes ? [draft.attributes] : [])]) {
    for (const [key, { value }] of values)
      if (!attributeKeys.includes(key)) defaults.set(key, value);
  }
  return defaults;
}

function deckOf(draft: Draft, { deck, settings }: FileContext): string {
  const own = attributeOf(draft, 'deck') ?? nearest(draft.inherited, 'deck');
  const name = own ?? (settings.sections === 'decks' ? [deck, ...draft.sections].join('::') : deck);
  return name.normalize('NFC');
}

function tagsOf(draft: Draft, { settings }: FileContext): string[] {
  const written = [...draft.inherited, draft.attributes].flatMap((one) =>
    one ? [...one.classes, ...tagsIn(one.values)] : [],
  );
  const tags = new Map(
    [...(settings.tags ?? []), ...written].map((tag) => [tag.toLowerCase(), tag.normalize('NFC')]),
  );
  return [...tags.values()].sort((a, b) => (a < b ? -1 : 1));
}

/** The innermost section's. */
function nearest(inherited: Attributes[], key: string): string | undefined {
  return inherited.map(({ values }) => values.get(key)?.value).findLast(Boolean);
}

function attributeOf(draft: Draft, key: string): string | undefined {
  return draft.attributes?.values.get(key)?.value;
}

function textParagraph(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}
