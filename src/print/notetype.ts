import { stringify } from 'yaml';
import type { FieldRow, NotetypeRow, TemplateRow } from '../collection.ts';
import { templateStem } from '../notetype/index.ts';
import { safeName, uniquePath } from './names.ts';

/** A text file of a project. */
export interface PrintedFile {
  /** Relative to the project's root, with `/`. */
  path: string;
  text: string;
}

/** The folder of a note type that learners have: its description, and its templates and styling to the byte. */
export function printNotetype(
  row: NotetypeRow,
  folder: string,
  deckNames: Map<number, string>,
): PrintedFile[] {
  const taken = new Set<string>();
  const stems = row.templates.map(({ name }) =>
    uniquePath(safeName(templateStem(name), 'card'), '', taken),
  );
  const files = row.templates.flatMap((template, index): PrintedFile[] => {
    const sides = [
      ['front', template.front],
      ['back', template.back],
      ['browser-front', template.browserFront],
      ['browser-back', template.browserBack],
    ] as const;
    return sides
      .filter(([side, text]) => text !== '' || !side.startsWith('browser'))
      .map(([side, text]) => ({ path: `${folder}/${stems[index]}.${side}.html`, text }));
  });
  return [
    { path: `${folder}/notetype.yaml`, text: yamlOf(row, stems, deckNames) },
    ...(row.css === '' ? [] : [{ path: `${folder}/style.css`, text: row.css }]),
    ...files,
  ];
}

function yamlOf(row: NotetypeRow, stems: string[], deckNames: Map<number, string>): string {
  const sortField = row.fields[row.sortField];
  const value = {
    name: row.name,
    origin: 'anki',
    kind: row.kind,
    id: row.id,
    ...(row.originalId !== undefined && { 'original-id': row.originalId }),
    ...(row.stockKind > 0 && row.stockKind <= 6 && { 'stock-kind': row.stockKind }),
    ...(row.sortField > 0 && sortField && { 'sort-field': sortField.name }),
    ...(row.latexPre !== '' && { 'latex-pre': row.latexPre }),
    ...(row.latexPost !== '' && { 'latex-post': row.latexPost }),
    ...(row.latexSvg && { 'latex-svg': true }),
    fields: row.fields.map(fieldOf),
    templates: row.templates.map((template, index) =>
      templateOf(template, stems[index] ?? '', deckNames),
    ),
  };
  return stringify(value, { lineWidth: 0 });
}

function fieldOf(row: FieldRow) {
  return {
    name: row.name,
    id: idOf(row.id),
    ...(row.description !== '' && { description: row.description }),
    ...(row.font !== 'Arial' && { font: row.font }),
    ...(row.size !== 20 && { size: row.size }),
    ...(row.rtl && { rtl: true }),
    ...(row.plainText && { 'plain-text': true }),
    ...(row.collapsed && { collapsed: true }),
    ...(row.excludeFromSearch && { 'exclude-from-search': true }),
    ...(row.sticky && { sticky: true }),
    ...(row.tag !== undefined && { tag: row.tag }),
    ...(row.preventDeletion && { 'prevent-deletion': true }),
  };
}

function templateOf(row: TemplateRow, stem: string, deckNames: Map<number, string>) {
  const deck = row.deckId === undefined ? undefined : deckNames.get(row.deckId);
  return {
    name: row.name,
    id: idOf(row.id),
    ...(stem !== templateStem(row.name) && { file: stem }),
    ...(row.browserFont && { 'browser-font': row.browserFont }),
    ...(row.browserSize && row.browserSize > 0 && { 'browser-size': row.browserSize }),
    ...(deck !== undefined && { deck }),
  };
}

/** What has more digits than a number keeps stands in quotes. */
function idOf(id: bigint): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) && number >= 0 ? number : String(id);
}
