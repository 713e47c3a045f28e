import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionsSchema } from '../../src/options.ts';
import { type Foreigner, loadForeigner, loadSatteri } from '../../src/parse/fast/index.ts';
import { createMarkdownParser } from '../../src/parse/markdown.ts';
import { soups } from './soup.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const satteri = await loadSatteri();
const record = createMarkdownParser();
const faster = createMarkdownParser({ foreigner: satteri });

describe('the faster parser', () => {
  it('is there', () => {
    expect(satteri).toBeTypeOf('function');
  });

  for (const [name, texts] of Object.entries(soups))
    it(`gives the tree of the parser of record, and its places, for ${name} texts`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          expect(JSON.stringify(faster(text))).toBe(JSON.stringify(record(text)));
        }),
        { numRuns: 800, seed: 20260101 },
      );
    });

  it('gives them for all Markdown of this repository', () => {
    const files = ['decks', 'docs', 'tests', 'templates'].flatMap((folder) =>
      markdownIn(join(root, folder)),
    );
    expect(files.length).toBeGreaterThan(300);
    for (const text of files)
      expect(JSON.stringify(faster(text))).toBe(JSON.stringify(record(text)));
  });

  it('lets what it leaves to the other refer to what stands before and behind', () => {
    const text =
      'See [a] and [b].\n\nPlain *text*.\n\n[a]: /a\n\nMore $x$.\n\n- [b]\n\n[^n]: x\n\nSo[^n]\n';
    const known = { links: ['B'], footnotes: [] };
    expect(JSON.stringify(faster(text, undefined, known))).toBe(
      JSON.stringify(record(text, undefined, known)),
    );
  });

  const apart: [what: string, text: string][] = [
    ['a sign of two units next to a mark', 'a *😀*b*\n'],
    ['one tilde', 'H~2~O and H~2~O\n'],
    ['prices', 'It costs $5 and $6.\n'],
    ['a reading', '漢字[かん]\n\n[かん]: /u\n'],
    ['HTML in a list', '- <!-- x -->\n\n***a*\n'],
    ['an address after a mark', '*x*https://a.b/*c*\n\nwww.a.b and a@b.c\n'],
    ['a fence of HTML', '```{=html}\n<b>\n```\n'],
    ['a pipe in a formula of a table', '| a | b |\n|---|---|\n| $x \\| y$ | `a|b` |\n'],
    ['a fence that is left open in a list', '- a\n  ```\n  b\n\nc\n\n```\nd\n'],
    ['a byte order mark', '\ufeff# a\n\n\ufeffb\n'],
    ['half a character', 'a \ud83d *b*\n\nc\n'],
    ['a link that ends nowhere, before an indent', '- x [a](u\n  *e* after\n'],
    ['a dollar that ends nowhere, before an indent', '> x $5\n> *e* after\n'],
    ['code by indent that looks like a formula', '    $x$\n\n    `y`\n'],
  ];
  it.each(apart)('leaves %s to the other', (_what, text) => {
    const around = `# Before $x$ 😀\n\n${text}\n## After\n\n*b* $y$\n`;
    expect(JSON.stringify(faster(around))).toBe(JSON.stringify(record(around)));
  });

  it('reads most of a deck', () => {
    let left = 0;
    const counting: Foreigner = (text) => {
      left += [...text.matchAll(/(?<=^|\n)#[ \n]*(?=\n|$)/gu)].reduce(
        (sum, [one]) => sum + one.length,
        0,
      );
      return satteri?.(text);
    };
    const parse = createMarkdownParser({ foreigner: counting });
    const texts = markdownIn(join(root, 'decks'));
    for (const text of texts) parse(text);
    expect(left / texts.join('').length).toBeLessThan(0.05);
  });

  it('is done without where it cannot read a text', () => {
    const text = '# A\n\n*b* $x$\n';
    const without = createMarkdownParser({ foreigner: () => undefined });
    expect(without(text)).toEqual(record(text));
  });
});

describe('which parser reads a project', () => {
  const options = optionsSchema.parse({});
  const large = [{ text: '## a\n\nb\n\n'.repeat(1_000) }];
  const small = [{ text: '## a\n\nb\n' }];

  it('is the faster one for a large project', async () => {
    expect(await loadForeigner(options, large)).toBeTypeOf('function');
  });

  it('is the one of record for a small project, or where the options say so', async () => {
    expect(await loadForeigner(options, small)).toBeUndefined();
    const chosen = { ...options, parser: 'remark' as const };
    expect(await loadForeigner(chosen, large)).toBeUndefined();
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => readFileSync(join(folder, path), 'utf8').replaceAll(/\r\n?/gu, '\n'));
}
