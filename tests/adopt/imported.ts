import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Adopted, adopt } from '../../src/adopt/index.ts';
import type { FieldRow, NotetypeRow, TemplateRow } from '../../src/collection.ts';
import { type Compiled, compile } from '../../src/compile.ts';
import type { Imported, ImportedNote } from '../../src/imported.ts';
import { printLedger } from '../../src/ledger.ts';

/** A note type as Anki has it, with ids beyond what a number holds. */
export function notetypeRow(
  name: string,
  fields: string[],
  more: Partial<NotetypeRow> = {},
): NotetypeRow {
  const hiding = more.kind === 'cloze' ? `{{cloze:${fields[0]}}}` : `{{${fields[0]}}}`;
  return {
    id: 1_600_000_000_000 + name.length,
    name,
    kind: 'normal',
    mod: 1_600_000_000,
    sortField: 0,
    fields: fields.map((field, index) => fieldRow(field, 9_007_199_254_740_993n + BigInt(index))),
    templates: [templateRow('Card 1', hiding, `{{FrontSide}}<hr>${hiding}`)],
    css: '.card {\r\n  color: red }',
    latexPre: '',
    latexPost: '',
    latexSvg: false,
    stockKind: 0,
    ...more,
  };
}

export function fieldRow(name: string, id: bigint, more: Partial<FieldRow> = {}): FieldRow {
  return {
    ...{ id, name, rtl: false, font: 'Arial', size: 20, description: '', plainText: false },
    ...{ collapsed: false, excludeFromSearch: false, sticky: false, preventDeletion: false },
    ...more,
  };
}

export function templateRow(name: string, front: string, back: string): TemplateRow {
  return { id: 0n, name, front, back, browserFront: '', browserBack: '' };
}

/** Notes as an input gives them, each with a guid of its own. */
export function importedOf(
  notetype: NotetypeRow,
  notes: { fields: string[]; deck?: string; tags?: string[] }[],
  more: Partial<Imported> = {},
): Imported {
  const rows = notes.map(
    ({ fields, deck = 'Deck', tags = [] }, index): ImportedNote => ({
      guid: `guid ${index}`,
      id: 1_500_000_000_000 + index,
      mod: 1_500_000_000 + index,
      ...{ deck, notetype, tags },
      fields: fields.flatMap((html, at) =>
        html === '' ? [] : [{ name: notetype.fields[at]?.name ?? '', html }],
      ),
    }),
  );
  const decks = [...new Set(rows.map(({ deck }) => deck))];
  return {
    ...{ name: 'Test', kind: 'Test', decks: decks.map((name) => ({ name, description: '' })) },
    ...{ notetypes: [notetype], notes: rows, media: [], presets: [], said: [], leftOut: [] },
    ...more,
  };
}

/** A file of a package, all in memory. */
export function mediaRow(name: string, text: string) {
  const bytes = Buffer.from(text);
  return { name, size: bytes.length, sha1: `${name.length}`.padStart(40, '0'), content: { bytes } };
}

/** What an import makes, and what a first build makes of that on the disk. */
export async function adopted(
  imported: Imported,
): Promise<{ root: string; adopted: Adopted; text: (path: string) => string; built: Compiled }> {
  const result = await adopt([imported], { now: 1_790_000_000 });
  const root = mkdtempSync(join(tmpdir(), 'deckwright-adopt-'));
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const { path, text } of result.files) put(path, text);
  for (const { path, row } of result.media)
    if ('bytes' in row.content) put(path, row.content.bytes);
  put('deckwright.lock', printLedger(result.ledger));
  const built = await compile({ root, now: 1_795_000_000 });
  const text = (path: string) => result.files.find((file) => file.path === path)?.text ?? '';
  return { root, adopted: result, text, built };
}
