import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { createMarkdownParser } from '../../src/parse/markdown.ts';
import { parseRegions, type Region } from '../../src/parse/regions.ts';
import { descend } from '../../src/tree.ts';

const markdown = createMarkdownParser();

/** Texts as regions below each other, each behind a mark of two characters. */
function regionsOf(texts: string[]): { file: string; regions: Region[] } {
  let file = '';
  const regions = texts.map((text) => {
    file += '> ';
    const start = { line: file.split('\n').length, column: 3, offset: file.length };
    file += `${text}\n`;
    return { text, start };
  });
  return { file, regions };
}

/** Nodes of a text on its own at the place that the region has in the file. */
function moved(nodes: RootContent[], { start, text }: Region): RootContent[] {
  if (text.trim() === '') return [];
  for (const { position } of nodes.flatMap((node) => [...descend(node)])) {
    for (const point of position ? [position.start, position.end] : []) {
      if (point.line === 1) point.column += start.column - 1;
      point.line += start.line - 1;
      point.offset = (point.offset ?? 0) + start.offset;
    }
  }
  return nodes;
}

/** Each text node's value as the file has it at its place. */
function written(nodes: RootContent[], file: string): string[] {
  return nodes
    .flatMap((node) => [...descend(node)])
    .flatMap((node) => {
      if (node.type !== 'text' || !node.position) return [];
      const { start, end } = node.position;
      const lines = file.split('\n');
      const line = lines[start.line - 1] ?? '';
      const byColumn = line.slice(start.column - 1).slice(0, 3);
      const byOffset = file.slice(start.offset, end.offset);
      expect(byOffset.slice(0, byColumn.length)).toBe(byColumn.slice(0, byOffset.length));
      return [byOffset];
    });
}

describe('regions', () => {
  const marks =
    'a b é 1. 2) - + * ** _ ` ``` ~~~ $ $$ [ ] [a] [^a] [^a]: ![i](j) <pre> <!-- --> > # ## | |-| == {{ }} \\ & . , " ( ) ! = : --- https://x.y';
  const line = fc
    .array(fc.constantFrom(...marks.split(' '), ' ', '  ', '    ', '\t', '- ', '> '), {
      maxLength: 8,
    })
    .map((pieces) => pieces.join(''));
  const text = fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((lines) => lines.join('\n').trimEnd());

  it('are what each would be alone', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const alone = texts.filter((one) => !/\]:/u.test(one) && !/^---[ \t]*\n/u.test(one));
        const { regions } = regionsOf(alone);
        const parsed = parseRegions(regions, markdown);
        const expected = regions.map((one) => moved(markdown(one.text).children, one));
        expect(parsed).toEqual(expected);
      }),
      { numRuns: 200, seed: 20261123 },
    );
  });

  it('have places in the file', () => {
    const { file, regions } = regionsOf([
      'one *two*',
      '- three\n- `x` four',
      'five',
      '*six* seven',
    ]);
    const parsed = parseRegions(regions, markdown);
    expect(parsed.flatMap((nodes) => written(nodes, file))).toEqual([
      'one ',
      'two',
      'three',
      ' four',
      'five',
      'six',
      ' seven',
    ]);
  });

  it('have places in quotes', () => {
    const file = 'x,"a ""b"" *c*\n""d"" *e*"';
    const start = { line: 1, column: 4, offset: 3 };
    const region = { text: 'a "b" *c*\n"d" *e*', start, quoted: true };
    const [nodes = []] = parseRegions([region], markdown);
    expect(written(nodes, file)).toEqual(['a ""b"" ', 'c', '\n""d"" ', 'e']);
  });

  it('share definitions', () => {
    const { regions } = regionsOf([
      'see [a] and [^f]',
      '[a]: /x',
      '[^f]: note',
      '- in a list: [a]',
    ]);
    const types = parseRegions(regions, markdown).map((nodes) =>
      nodes.flatMap((node) => [...descend(node)]).map(({ type }) => type),
    );
    expect(types[0]).toContain('linkReference');
    expect(types[0]).toContain('footnoteReference');
    expect(types[3]).toContain('linkReference');
  });

  it('say once, and at its line, that one is too hard', () => {
    const hard = `${'> '.repeat(60)}x [a]`;
    const { regions } = regionsOf(['fine', `[a]: /x`, `two\n\n${hard}`]);
    const said: [string, number][] = [];
    parseRegions(regions, markdown, ({ id }, at) => said.push([id, at]));
    expect(said).toEqual([['nesting-too-deep', 5]]);
  });
});
