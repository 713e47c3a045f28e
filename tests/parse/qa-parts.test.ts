import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces, type Piece } from '../../src/parse/forms/qa-parts.ts';

function outline(text: string): string[] {
  return cutPieces(text, { line: 1, offset: 0 }).map((piece) =>
    piece.type === 'part'
      ? `${piece.mark} ${piece.region.text.trim()}`
      : `${piece.type}${piece.type === 'separator' ? '' : ` ${piece.region.text.trim()}`}`,
  );
}

describe('the pieces of a file of questions and answers', () => {
  it('begin at marks at the beginning of a line, at rules and headings', () => {
    expect(
      outline('Q:a\n  A: b\nA: c\n\nd\n---\nE: e\n# F\ng\nC:\nh [i]\nC: j\n   ---  \nk'),
    ).toEqual([
      'Q a\n  A: b',
      'A c\n\nd',
      'separator',
      'E e',
      'heading # F',
      'text g',
      'C h [i]',
      'C j',
      'separator',
      'text k',
    ]);
  });

  it('are not cut within fences and comments that end', () => {
    expect(outline('Q: a\n```\nA: b\n---\n```\nA: ~~~~\n~~~\nQ: c\n~~~~\nQ: d')).toEqual([
      'Q a\n```\nA: b\n---\n```',
      'A ~~~~\n~~~\nQ: c\n~~~~',
      'Q d',
    ]);
    expect(outline('<!--\nQ: a\n-->\nQ: b\n<!-- c -->\nA: d')).toEqual([
      'text <!--\nQ: a\n-->',
      'Q b\n<!-- c -->',
      'A d',
    ]);
  });

  it('are cut within what never ends', () => {
    expect(outline('Q: ```\nA: b\n<!--\nC: c')).toEqual(['Q ```', 'A b\n<!--', 'C c']);
  });

  const line = fc.constantFrom(
    ...['Q: a', 'A: b {#x}', 'C: c {#y .z}', 'E:', '---', '# h', '', 'text', '```', '<!--', '-->'],
    ...['Q: ```js', '~~~~', '    ---', 'Q:{#z}', 'C:  d {.e}  '],
  );

  it('have their places in the file, and leave nothing out', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const pieces = cutPieces(text, { line: 1, offset: 0 });
        for (const piece of pieces) expectPlace(piece, text);
        const said = pieces.map(({ head }) => head.start.line);
        expect(said).toEqual([...new Set(said)]);
        const first = lines.findIndex((one) => one.trim() !== '') + 1;
        expect(said[0]).toBe(first === 0 ? undefined : first);
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });

  it.each(['```a\n', '~~~~\n```\n', '<!--\n', 'Q: ```b\n', '---\n', '# \n', `${'`'.repeat(9)}a\n`])(
    'come of a megabyte of %j',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      expect(cutPieces(text, { line: 1, offset: 0 }).length).toBeGreaterThan(0);
    },
  );
});

function expectPlace(piece: Piece, text: string): void {
  const { start, end } = piece.head;
  const line = text.split('\n')[start.line - 1] ?? '';
  expect([start.column, end.column]).toEqual([1, line.trimEnd().length + 1]);
  if (piece.type === 'separator') return;
  const { region } = piece;
  const { at, length } = region.gap ?? { at: region.text.length, length: 0 };
  const { offset } = region.start;
  expect(text.slice(offset, offset + at)).toBe(region.text.slice(0, at));
  const rest = region.text.slice(at);
  expect(text.slice(offset + at + length, offset + at + length + rest.length)).toBe(rest);
}
