import type { VFile } from 'vfile';
import type * as z from 'zod';
import { directionOf } from '../languages.ts';
import {
  didYouMean,
  type Message,
  messages,
  type PlacedYaml,
  parsePlacedYaml,
  report,
} from '../messages/index.ts';
import { checkTemplates, type TemplateFile } from './check-templates.ts';
import { checkLayout, layoutOf } from './layout.ts';
import type { Notetype, NotetypeField, NotetypeTemplate } from './notetype.ts';
import { type NotetypeFile, notetypeSchema } from './schema.ts';
import { templateStem } from './template-stem.ts';

/** A file of a note type's folder. `path` is its name in the folder; the VFile's value its text. */
export interface FolderFile {
  path: string;
  file: VFile;
}

/** A note type's folder, as read. */
export interface NotetypeInput {
  /** Name of the folder. */
  key: string;
  /** Comes with Deckwright. */
  builtIn: boolean;
  files: FolderFile[];
  /** Path of the folder, for messages; `templates/<key>` if left out. */
  folder?: string;
  /** What `extends` names, already loaded. */
  base?: Notetype;
  /** Keys of the other note types, for the message about an unknown one. */
  known?: readonly string[];
  /** Shared styles by name (`base` -> CSS). */
  styles?: ReadonlyMap<string, string>;
}

/**
 * One folder of `templates/` to a note type. Mistakes are messages on the files, at their lines;
 * undefined if there was an error.
 */
export function loadNotetype(input: NotetypeInput): Notetype | undefined {
  const yaml = input.files.find(({ path }) => path === 'notetype.yaml')?.file;
  if (!yaml) {
    const any = input.files[0]?.file;
    if (any)
      report(
        any,
        undefined,
        messages.missingNotetypePart(
          '`notetype.yaml`',
          'it beside this file',
          'Add `notetype.yaml` with a `name`, and with `extends: basic` or fields and templates of its own.',
        ),
      );
    return undefined;
  }
  const parsed = parsePlacedYaml(yaml, String(yaml.value), notetypeSchema);
  return parsed && assemble(input, yaml, parsed);
}

type Say = (path: (string | number)[], message: Message) => undefined;

function assemble(
  input: NotetypeInput,
  yaml: VFile,
  { value, place }: PlacedYaml<NotetypeFile>,
): Notetype | undefined {
  const before = errors(input);
  const say: Say = (path, message) => {
    report(yaml, place(path), message);
  };
  const { base, known = [] } = input;
  if (value.extends !== undefined && !base)
    return say(
      ['extends'],
      messages.unknownBaseType(value.extends, known, didYouMean(value.extends, known)),
    );
  const fields = value.fields?.map(toField) ?? base?.fields;
  if (!fields) return say([], messages.missingNotetypePart('`fields`', '`fields`'));
  const templates = readTemplates(input, value, say);
  if (!templates) return undefined;
  const notetype: Notetype = {
    key: input.key,
    name: value.name,
    kind: value.kind ?? base?.kind ?? 'normal',
    layout: layoutOf(value, input),
    ...(value.id !== undefined && { id: value.id }),
    sortField: sortField(value, fields, base, say),
    fields,
    templates: templates.map(({ template }) => template),
    ...readStyles(input, value, say),
    latexPre: value['latex-pre'] ?? base?.latexPre ?? '',
    latexPost: value['latex-post'] ?? base?.latexPost ?? '',
    latexSvg: value['latex-svg'] ?? base?.latexSvg ?? false,
    stockKind: value['stock-kind'] ?? base?.stockKind ?? 0,
    ...(value.origin && { origin: value.origin }),
    ...(value['original-id'] !== undefined && { originalId: value['original-id'] }),
    builtIn: input.builtIn,
    folder: input.folder ?? `templates/${input.key}`,
  };
  checkIds(value, say);
  checkTemplates(notetype, templates, yaml, place(['fields'], 'key'));
  if (errors(input) === before) checkLayout(notetype, value, say);
  return errors(input) > before ? undefined : notetype;
}

function toField(row: NonNullable<NotetypeFile['fields']>[number]): NotetypeField {
  return {
    name: row.name,
    ...(row.id !== undefined && { id: row.id }),
    required: row.required,
    ...(row.default !== undefined && { default: row.default }),
    description: row.description,
    font: row.font,
    size: row.size,
    rtl: row.rtl ?? (row.dir ?? directionOf(row.lang)) === 'rtl',
    ...(row.lang !== undefined && { lang: row.lang }),
    ...(row.dir !== undefined && { dir: row.dir }),
    plainText: row['plain-text'],
    collapsed: row.collapsed,
    excludeFromSearch: row['exclude-from-search'],
    sticky: row.sticky,
    ...(row.tag !== undefined && { tag: row.tag }),
    preventDeletion: row['prevent-deletion'],
  };
}

function readTemplates(
  input: NotetypeInput,
  value: NotetypeFile,
  say: Say,
): TemplateFile[] | undefined {
  const rows: readonly TemplateHead[] | undefined =
    value.templates?.map(templateHead) ?? input.base?.templates;
  if (!rows) return say([], messages.missingNotetypePart('`templates`', '`templates`'));
  const stems = new Set<string>();
  const result: TemplateFile[] = [];
  for (const [index, row] of rows.entries()) {
    const stem = row.file ?? templateStem(row.name);
    if (stems.has(stem))
      say(['templates', index, 'name'], messages.repeatedNotetypeName('template', row.name));
    stems.add(stem);
    const template = readTemplate(input, { ...row, stem, exact: isExact(value) }, (message) =>
      say(['templates', index, 'name'], message),
    );
    if (template) result.push(template);
  }
  reportStrayFiles(input, [...stems]);
  return result.length === rows.length ? result : undefined;
}

type TemplateHead = Omit<NotetypeTemplate, 'front' | 'back' | 'browserFront' | 'browserBack'> & {
  file?: string;
};

function templateHead(row: NonNullable<NotetypeFile['templates']>[number]): TemplateHead {
  const { name, id, file, deck, 'browser-font': browserFont, 'browser-size': browserSize } = row;
  return {
    name,
    ...(id !== undefined && { id }),
    ...(file !== undefined && { file }),
    ...(browserFont !== undefined && { browserFont }),
    ...(browserSize !== undefined && { browserSize }),
    ...(deck !== undefined && { deck }),
  };
}

function isExact({ origin }: NotetypeFile): boolean {
  return origin === 'anki';
}

function readTemplate(
  { files, base }: NotetypeInput,
  { file: _, stem, exact, ...row }: TemplateHead & { stem: string; exact: boolean },
  say: (message: Message) => undefined,
): TemplateFile | undefined {
  const find = (suffix: string) =>
    files.find(({ path }) => path === `${stem}.${suffix}.html`)?.file;
  const text = exact ? exactText : trimmedText;
  const inherited = base?.templates.find(({ name }) => name === row.name);
  const frontFile = find('front');
  const backFile = find('back');
  const front = frontFile ? text(frontFile) : inherited?.front;
  const back = backFile ? text(backFile) : inherited?.back;
  if (front === undefined)
    say(messages.missingNotetypePart(`a front of \`${row.name}\``, `\`${stem}.front.html\``));
  if (back === undefined)
    say(messages.missingNotetypePart(`a back of \`${row.name}\``, `\`${stem}.back.html\``));
  if (front === undefined || back === undefined) return undefined;
  const browserFront = find('browser-front');
  const browserBack = find('browser-back');
  return {
    template: {
      ...row,
      front,
      back,
      browserFront: browserFront ? text(browserFront) : (inherited?.browserFront ?? ''),
      browserBack: browserBack ? text(browserBack) : (inherited?.browserBack ?? ''),
    },
    files: { front: frontFile, back: backFile, browserFront, browserBack },
  };
}

function reportStrayFiles({ files }: NotetypeInput, stems: string[]): void {
  const expected = stems.flatMap((stem) => [`${stem}.front.html`, `${stem}.back.html`]);
  const known = new Set(['notetype.yaml', 'style.css', ...expected]);
  for (const stem of stems)
    known.add(`${stem}.browser-front.html`).add(`${stem}.browser-back.html`);
  for (const { path, file } of files) {
    // Anki takes media for templates from names with a leading `_`; a README does no harm.
    if (known.has(path) || !/\.(?:html|css|ya?ml)$/.test(path) || path.startsWith('_')) continue;
    report(file, undefined, messages.strayNotetypeFile(path, ['style.css', ...expected]));
  }
}

function readStyles(
  { files, base, styles }: NotetypeInput,
  value: NotetypeFile,
  say: Say,
): { css: string; sharedCss: string } {
  const own = files.find(({ path }) => path === 'style.css')?.file;
  if (isExact(value)) return { css: own ? exactText(own) : '', sharedCss: '' };
  const known = [...(styles?.keys() ?? [])];
  const shared = value.styles?.map((name, index) => {
    const css = styles?.get(name);
    if (css === undefined)
      say(['styles', index], messages.unknownSharedStyle(name, known, didYouMean(name, known)));
    return css ?? '';
  });
  const sharedCss = shared ? joined(shared) : (base?.sharedCss ?? '');
  const ownCss = own ? trimmedText(own) : base ? base.css.slice(base.sharedCss.length) : '';
  return { css: joined([sharedCss, ownCss]), sharedCss };
}

function sortField(
  value: NotetypeFile,
  fields: readonly NotetypeField[],
  base: Notetype | undefined,
  say: Say,
): number {
  const name = value['sort-field'];
  if (name === undefined) return value.fields ? 0 : (base?.sortField ?? 0);
  const names = fields.map((field) => field.name);
  const index = names.indexOf(name);
  if (index === -1)
    say(['sort-field'], messages.unknownSortField(name, names, didYouMean(name, names)));
  return Math.max(0, index);
}

function checkIds(
  { fields = [], templates = [] }: z.output<typeof notetypeSchema>,
  say: Say,
): void {
  for (const [key, rows] of Object.entries({ fields, templates })) {
    const seen = new Set<bigint>();
    for (const [index, { id }] of rows.entries()) {
      if (id === undefined || id === 0n) continue;
      if (seen.has(id)) say([key, index, 'id'], messages.repeatedNotetypeId(String(id)));
      seen.add(id);
    }
  }
}

function joined(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('\n') ? part : `${part}\n`))
    .join('');
}

/** Anki compares fronts as written; a final line break of the file is no part of the template. */
function trimmedText(file: VFile): string {
  return exactText(file).trimEnd();
}

function exactText(file: VFile): string {
  return String(file.value).replace(/\r\n?/g, '\n');
}

function errors({ files }: NotetypeInput): number {
  return files.flatMap(({ file }) => file.messages).filter(({ fatal }) => fatal === true).length;
}
