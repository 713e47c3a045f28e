import type { VFile } from 'vfile';
import type * as z from 'zod';
import { directionOf } from '../languages.ts';
import {
  didYouMean,
  messages,
  type PlacedYaml,
  parsePlacedYaml,
  report,
} from '../messages/index.ts';
import { checkTemplates } from './check-templates.ts';
import {
  countErrors,
  exactText,
  isExact,
  type NotetypeInput,
  type Say,
  trimmedText,
} from './input.ts';
import { checkLayout, layoutOf } from './layout.ts';
import { readTemplates } from './load-templates.ts';
import type { Notetype, NotetypeField } from './notetype.ts';
import { type NotetypeFile, notetypeSchema } from './schema.ts';

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

function assemble(
  input: NotetypeInput,
  yaml: VFile,
  { value, place }: PlacedYaml<NotetypeFile>,
): Notetype | undefined {
  const before = countErrors(input);
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
  if (countErrors(input) === before) checkLayout(notetype, value, say);
  return countErrors(input) > before ? undefined : notetype;
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
