import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../src/parse/forms/csv-rows.ts';

function cellsOf(text: string, delimiter = ','): string[][] {
  return [...csvRows(text, delimiter)].map((row) =>
    'flaw' in row ? [row.flaw.id] : row.cells.map((cell) => cell.text),
  );
}

describe('rows of a delimited text', () => {
  const cell = fc
    .array(fc.constantFrom(...'a é 🙂 , \t ; "" " # \\ |'.split(' '), ' ', '\n'), { maxLength: 6 })
    .map((pieces) => pieces.join('').trim());
  const written = fc
    .tuple(cell, fc.boolean(), fc.constantFrom('', ' ', '  '))
    .map(([text, quoted, blank]) => {
      const needs = quoted || /[,\n"\t]/u.test(text) || text === '';
      return { text, written: blank + (needs ? `"${text.replaceAll('"', '""')}"` : text) + blank };
    });
  const table = fc.array(fc.array(written, { minLength: 1, maxLength: 4 }), { maxLength: 5 });

  it('are those that csv-parse gives, with the places of all cells', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, ends) => {
        const text = rows.map((row) => row.map((one) => one.written).join(',')).join('\n');
        const file = ends ? `${text}\n` : text;
        const theirs = parse(file, {
          relax_column_count: true,
          trim: true,
          skip_empty_lines: true,
        });
        expect(cellsOf(file)).toEqual(theirs.map((row) => row.map((one) => one.trim())));
        for (const row of csvRows(file, ',')) {
          for (const { text: said, start, quoted } of 'cells' in row ? row.cells : []) {
            const raw = quoted ? said.replaceAll('"', '""') : said;
            expect(file.slice(start.offset, start.offset + raw.length)).toBe(raw);
            const before = file.slice(0, start.offset).split('\n');
            expect([start.line, start.column]).toEqual([
              before.length,
              (before.at(-1) ?? '').length + 1,
            ]);
          }
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });

  it('take a quote within a cell that has none around it as text', () => {
    expect(cellsOf('5" disk,say "hi"\n')).toEqual([['5" disk', 'say "hi"']]);
  });

  it('go on behind a broken one', () => {
    expect(cellsOf('a,"b" c,d\ne,f\n"g\n"h,i\nj,"k\nl,m\n')).toEqual([
      ['csv-quote-inside'],
      ['e', 'f'],
      ['csv-quote-inside'],
      ['csv-quote-unclosed'],
    ]);
  });

  it('are as many as there are separators, the last line without an end included', () => {
    expect(cellsOf('a,\n,\n\n \n,b')).toEqual([
      ['a', ''],
      ['', ''],
      ['', 'b'],
    ]);
    expect(cellsOf('a\tb, c\n"d\te"\t\n', '\t')).toEqual([
      ['a', 'b, c'],
      ['d\te', ''],
    ]);
  });

  it.each(['"', '""', '"""', '",', '",\n"', '"a\n', 'a"\n', '\n', ','])(
    'come of a megabyte of %j, and no text is read twice',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const rows = [...csvRows(text, ',')];
      const starts = rows.map(({ position }) => position.start.line);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    },
  );
});
