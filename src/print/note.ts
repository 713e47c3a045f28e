import type { RootContent } from 'mdast';
import { attributesAtEnd } from '../attributes.ts';
import type { ImportedField, ImportedNote } from '../imported.ts';
import { isRemote, mediaIn } from '../media.ts';
import type { Notetype } from '../notetype/index.ts';
import { fieldFromHtml } from './from-html.ts';
import { type Manner, printBlocks, printHeading, printText } from './markdown.ts';
import { occlusionList } from './occlusion.ts';
import { printRaw } from './raw.ts';

/** How a note is written: tidy at first, and plainer where that does not give the note back. */
export interface Plan {
  /** Of each field by name: 0 the tidiest Markdown, 1 with HTML for what is within a line, 2 raw HTML. */
  levels: Map<string, number>;
  /** Whether every field stands below a heading of its own. */
  named: boolean;
  /** An id for a note that another one looks like. */
  id?: string;
  /** Whether its type is said though it is the usual one, as its text looks like that of another. */
  typed?: boolean;
}

/** What is known where the note will stand. */
export interface NoteContext {
  notetype: Notetype;
  /** The type of notes that do not say theirs. */
  usualType: string;
  /** Tags that the file gives to all its notes. */
  fileTags: ReadonlySet<string>;
  urlOf: (name: string) => string | undefined;
}

/** A note as a heading and what stands below it, without a line break at the end. */
export function printNote(note: ImportedNote, plan: Plan, context: NoteContext): string {
  const fields = new Map(
    note.fields.map((field) => [field.name, printField(field, plan, context)]),
  );
  const layout = plan.named ? undefined : layOut(fields, context);
  const said = [...fields.values()].flatMap(({ attribute }) => attribute ?? []);
  const attributes = printAttributes(note, plan, context, said);
  const heading = [layout?.heading ?? '##', attributes].filter(Boolean).join(' ');
  const others = [...context.notetype.fields]
    .filter(({ name }) => fields.has(name) && !layout?.placed.has(name))
    .map(({ name }) => `${fieldHeading(name)}\n\n${fields.get(name)?.text ?? ''}`);
  return [heading, ...(layout?.parts ?? []), ...others].filter((part) => part !== '').join('\n\n');
}

interface Printed {
  text: string;
  /** Whether a line of it says the same wherever it stands. */
  isText?: boolean;
  /** What the heading has to say for it. */
  attribute?: string;
  /** What the text was made of, if it was. */
  blocks?: RootContent[];
  manner: Manner;
}

function printField(field: ImportedField, plan: Plan, context: NoteContext): Printed {
  const level = plan.levels.get(field.name) ?? 0;
  const manner = { cloze: context.notetype.kind === 'cloze', careful: level > 0 };
  if ('text' in field) {
    const hides = field.name === hidingField(context.notetype);
    const isRaw = level > 1 || (!hides && linksAndMarks(field.text));
    const text = isRaw ? printRaw(textHtml(field.text, hides)) : textBlocks(field.text, hides);
    return { text, manner, isText: !isRaw };
  }
  if ('markdown' in field) return { text: withAddresses(field.markdown.trim(), context), manner };
  const { notetype } = context;
  // The fields of other stock types have such tags, too.
  const isShapes =
    notetype.stockKind === 6 && notetype.fields.find(({ name }) => name === field.name)?.tag === 0;
  const shapes = isShapes && level === 0 ? occlusionList(field.html) : undefined;
  if (shapes) return { ...shapes, manner };
  const { urlOf } = context;
  const isRaw = level > 1 || isShapes || lacksMedia(field.html, context);
  const blocks = isRaw ? undefined : fieldFromHtml(field.html, { urlOf, careful: level > 0 });
  if (!blocks || blocks.length === 0 || isNameless(blocks, field, notetype)) {
    plan.levels.set(field.name, 2);
    return { text: printRaw(field.html), manner };
  }
  return { text: printBlocks(blocks, manner), blocks, manner };
}

/** Whether a note would be called nothing: its front is blocks of HTML, whose words are looked at in a fence only. */
function isNameless(blocks: RootContent[], { name }: ImportedField, { fields }: Notetype): boolean {
  return name === fields[0]?.name && blocks.every(({ type }) => type === 'html');
}

/** Whether it shows a file that is not there: only raw HTML may, as an author's picture has to be found. */
function lacksMedia(html: string, { urlOf }: NoteContext): boolean {
  if (!/[<[]/u.test(html)) return false;
  return mediaIn(html).some((name) => !isRemote(name) && urlOf(name) === undefined);
}

/** Plain text: its lines stay lines, and its empty lines part paragraphs. */
function textBlocks(text: string, hides: boolean): string {
  return text
    .trim()
    .split(/\n[ \t]*\n\s*/u)
    .map((part) =>
      part
        .split('\n')
        .map((line) => printText(line.trim(), hides))
        .join('\\\n'),
    )
    .join('\n\n');
}

/** A bare link is made of text whose escapes are gone by then, so marks beside it would count. */
function linksAndMarks(text: string): boolean {
  return /\{\{|\}\}|==/u.test(text) && /https?:|www\.|@/iu.test(text);
}

/** Plain text as HTML, for what Markdown cannot say. */
function textHtml(text: string, hides: boolean): string {
  const special = hides ? /[&<>]/gu : /[&<>]|\{(?=\{)/gu;
  const escaped = text.replace(special, (character) => entities[character] ?? character);
  return escaped.trim().replaceAll('\n', '<br>');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '{': '&#123;' };

/** Markdown whose media are found from where it will stand. */
function withAddresses(markdown: string, { urlOf }: NoteContext): string {
  return markdown.replace(/\]\(<?([^)>\n]{1,500})>?\)/gu, (all, name) => {
    const url = urlOf(name);
    return url === undefined ? all : `](<${url}>)`;
  });
}

interface Layout {
  heading: string;
  parts: string[];
  placed: Set<string>;
}

type PrintedFields = Map<string, Printed>;

/** What stands in the heading and right below it; nothing where the first field fits into no heading. */
function layOut(fields: PrintedFields, context: NoteContext): Layout | undefined {
  const { notetype } = context;
  if (notetype.stockKind === 6) return layOutOcclusion(fields, context);
  if (notetype.kind === 'cloze') return layOutCloze(fields, context);
  const [title, body] = namesOf(notetype);
  const front = fields.get(title ?? '');
  const heading = front ? headingOf(front) : undefined;
  if (title === undefined || heading === undefined) return undefined;
  const back = fields.get(body ?? '')?.text ?? '';
  const placed = new Set([title, body ?? '']);
  if (heading.rest === '') return { heading: heading.line, parts: [back], placed };
  return { heading: heading.line, parts: [heading.rest, '---', back], placed };
}

/** Of a text with deletions the first paragraph is the heading. */
function layOutCloze(fields: PrintedFields, { notetype }: NoteContext): Layout | undefined {
  const names = namesOf(notetype);
  const field = hidingField(notetype) ?? names[0] ?? 'Text';
  const text = fields.get(field);
  if (!text) return undefined;
  const heading = headingOf(text);
  // Another field would take the title, unless the title hides something itself.
  const isOther = names.includes('Title') || names[0] !== field;
  if (!heading || (isOther && !/\{\{c\d|==/u.test(heading.line))) {
    return { heading: '##', parts: [text.text], placed: new Set([field]) };
  }
  return { heading: heading.line, parts: [heading.rest], placed: new Set([field]) };
}

/** The field whose deletions a card of the note type hides, if it is one for them. */
function hidingField({ kind, templates }: Notetype): string | undefined {
  if (kind !== 'cloze') return undefined;
  return /\{\{\s*cloze:([^}:]+)\}\}/u.exec(templates[0]?.front ?? '')?.[1]?.trim();
}

/** The header is the heading; the picture and its shapes follow. */
function layOutOcclusion(fields: PrintedFields, { notetype }: NoteContext): Layout | undefined {
  const nameOf = (tag: number) => notetype.fields.find((field) => field.tag === tag)?.name ?? '';
  const [shapes, image, header] = [0, 1, 2].map((tag) => fields.get(nameOf(tag)));
  if (!shapes || !image || shapes.text.startsWith('```')) return undefined;
  const heading = header ? headingOf(header) : { line: '##', rest: '' };
  if (heading?.rest !== '') return undefined;
  const placed = new Set([0, 1, 2].map(nameOf));
  return { heading: heading.line, parts: [image.text, shapes.text], placed };
}

/** A field whose first paragraph fits into a heading, and what is left of it. */
function headingOf({
  text,
  isText,
  blocks,
  manner,
}: Printed): { line: string; rest: string } | undefined {
  if (!blocks) {
    const end = text.search(/\\?\n/u);
    if (text === '' || (end !== -1 && !isText)) return undefined;
    const line = end === -1 ? text : text.slice(0, end);
    const rest = end === -1 ? '' : text.slice(end).replace(/^\\?\n+/u, '');
    if (/^(?:[#>|+*-]|\d+[.)]|`{3}|~{3}|<)/u.test(line)) return undefined;
    const own = attributesAtEnd(line);
    const safe = own ? `${line.slice(0, own.start)}\\${line.slice(own.start)}` : line;
    return { line: `## ${safe}`, rest };
  }
  const [first, ...rest] = blocks;
  const line = printHeading(first, 2, manner);
  return line === undefined ? undefined : { line, rest: printBlocks(rest, manner) };
}

function namesOf(notetype: Notetype): string[] {
  const names = notetype.fields.map(({ name }) => name);
  return notetype.origin === 'anki'
    ? names
    : names.filter((name) => name !== 'Context' && name !== 'Edit');
}

function fieldHeading(name: string): string {
  return `### ${printText(name)}`;
}

function printAttributes(
  { tags }: ImportedNote,
  plan: Plan,
  { notetype, usualType, fileTags }: NoteContext,
  said: string[],
): string {
  const own = tags.filter((tag) => !fileTags.has(tag));
  const [plain, strange] = [own.filter(isPlain), own.filter((tag) => !isPlain(tag))];
  const parts = [
    plan.id !== undefined && `#${plan.id}`,
    ...plain.map((tag) => `.${tag}`),
    strange.length > 0 && `tags="${strange.join(' ').replace(/["\\]/gu, '\\$&')}"`,
    (plan.typed === true || notetype.key !== usualType) && `type=${notetype.key}`,
    ...said,
  ].filter((part) => part !== false);
  return parts.length > 0 ? `{${parts.join(' ')}}` : '';
}

/** Whether a tag can stand behind a dot, and Markdown takes nothing in it for a mark. */
function isPlain(tag: string): boolean {
  return /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}:./-]|_(?=[\p{L}\p{N}]))*$/u.test(tag);
}
