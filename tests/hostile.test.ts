import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { isSurroundingsError } from '../src/surroundings.ts';
import { testWorld } from './commands/world.ts';

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

/** What stands in a note's back, and the message that must say so; nothing where it is only large. */
const texts: [name: string, text: string, id?: string][] = [
  ['quotes in one line', '>'.repeat(10_000), 'nesting-too-deep'],
  [
    'quotes, deeper by the line',
    many(10_000, (index) => `${'> '.repeat(index % 30)}a\n`),
    'block-too-long',
  ],
  ['lists in one line', `${'- '.repeat(10_000)}a`, 'nesting-too-deep'],
  ['a break in one line', `a\n\n${'- '.repeat(10_000)}\n\na`],
  ['lists by indent', many(1_000, (index) => `${'  '.repeat(index)}- a\n`), 'nesting-too-deep'],
  ['numbered lists in one line', '1. '.repeat(10_000), 'nesting-too-deep'],
  ['footnotes in one line', '[^a]: '.repeat(1_000), 'nesting-too-deep'],
  ['emphasis', '*a _b '.repeat(10_000), 'too-many-marks'],
  ['emphasis that closes', '*a '.repeat(900) + ' a*'.repeat(900), 'nesting-too-deep'],
  ['emphasis, line by line', '*a _b\n'.repeat(5_000), 'too-many-marks'],
  ['brackets', '['.repeat(50_000), 'too-many-marks'],
  ['links in links', '[a]('.repeat(20_000), 'too-many-marks'],
  ['images in images', `${'!['.repeat(400)}a${'](b)'.repeat(400)}`, 'missing-media'],
  ['labels', '[a][b]'.repeat(20_000), 'too-many-marks'],
  ['angle brackets', `a ${'<'.repeat(50_000)}`, 'too-many-marks'],
  ['comments', `a ${'<!--'.repeat(20_000)}`, 'too-many-marks'],
  ['backticks', '`'.repeat(50_000)],
  ['runs of backticks', many(400, (index) => `${'`'.repeat(index + 1)} a `), 'too-many-marks'],
  ['dollars', '$'.repeat(50_000), 'math-unclosed'],
  ['prices', '$1 '.repeat(50_000), 'too-many-marks'],
  ['displays', '$$a\n'.repeat(20_000), 'too-many-marks'],
  ['formulas', many(500, (index) => `$x_{${index}}$\n\n`)],
  ['a formula of braces', `$${'{'.repeat(20_000)}${'}'.repeat(20_000)}$`, 'math-invalid'],
  ['a formula of roots', `$${'\\sqrt{'.repeat(2_000)}${'}'.repeat(2_000)}$`],
  ['deletions in deletions', '{{'.repeat(20_000), 'cloze-nesting'],
  ['deletions', '{{c1::a}} '.repeat(5_000)],
  ['deletions over paragraphs', '{{a\n\n'.repeat(5_000), 'cloze-nesting'],
  ['highlights', '==a '.repeat(20_000)],
  ['deletions in code', `\`\`\`\n${'{{c1::a\n'.repeat(10_000)}\`\`\``, 'cloze-nesting'],
  ['closing braces', '}}'.repeat(50_000)],
  ['footnotes', many(2_000, (index) => `a[^${index}]\n\n[^${index}]: b\n\n`)],
  [
    'footnotes of footnotes',
    many(2_000, (index) => `[^${index}]: b[^${index + 1}]\n\n`),
    'empty-side',
  ],
  ['definitions', many(5_000, (index) => `[${index}]: /a\n`), 'empty-side'],
  ['references', many(2_000, (index) => `[a][${index}]\n\n[${index}]: http://a.example\n\n`)],
  ['a huge table', `|a|b|\n|-|-|\n${'|1|*2*|\n'.repeat(2_000)}`],
  [
    'a wide table',
    many(10, () => `${'|a'.repeat(2_000)}\n`).replace('\n', `\n${'|-'.repeat(2_000)}\n`),
  ],
  ['a long list', '- a\n'.repeat(5_000)],
  ['a list of quotes', '- > a\n\n'.repeat(500)],
  ['a list without end', '- a\n'.repeat(20_001), 'block-too-long'],
  ['paragraphs', 'a\n\n'.repeat(10_000)],
  ['quotes', '> a\n\n'.repeat(3_000)],
  ['fences', '```\n'.repeat(19_999)],
  ['headings by dashes', 'a\n---\n\n'.repeat(1_000), 'setext-heading'],
  ['elements in elements', '<div>'.repeat(20_000), 'nesting-too-deep'],
  ['elements, line by line', '<div>\n\n'.repeat(5_000), 'nesting-too-deep'],
  ['inline elements', many(2_000, () => 'a <b>x\n\n'), 'nesting-too-deep'],
  [
    'formatting that HTML repeats',
    `<div>\n${'<font>'.repeat(40)}${'<p>x'.repeat(20_000)}`,
    'nesting-too-deep',
  ],
  ['tables in tables', `<div>\n${'<table>'.repeat(10_000)}`, 'nesting-too-deep'],
  ['vectors in vectors', `<div>\n${'<svg>'.repeat(10_000)}`, 'nesting-too-deep'],
  ['attributes of HTML', `a <b ${'x="y" '.repeat(20_000)}>`],
  ['entities', '&amp;'.repeat(30_000)],
  ['addresses', many(1_000, () => 'http://a.example/(b www.c.example d@e.example\n\n')],
  ['an address', `http://a.example/${'('.repeat(50_000)}`],
  ['escapes', '\\'.repeat(100_001)],
  ['line breaks', 'a  \n'.repeat(5_000)],
  ['images', many(1_000, () => '![](b.png){width=1}\n\n'), 'missing-media'],
  ['attributes of images', `![](b.png){${'a=b '.repeat(30_000)}}`, 'image-attributes'],
  ['spaces', `${' '.repeat(150_000)}a`],
  ['characters that are our own marks', '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5'.repeat(10_000)],
  ['characters of all sorts', '\u202E\u0001\u0085\u2028\uD800\uFFFF\u{1F600}'.repeat(1_000)],
  ['a line of 5 MB', 'a'.repeat(5_000_000), 'line-too-long'],
];

/** Whole files. */
const files: [name: string, text: string, id?: string][] = [
  ['a heading of attributes', `## Q {${'.a '.repeat(10_000)}}\n\nA\n`],
  ['a heading of braces', `## Q ${'{.a '.repeat(25_000)}\n\nA\n`],
  ['a heading of quotes', `## Q {${'a="'.repeat(33_000)}}\n\nA\n`, 'unknown-attribute'],
  ['an attribute of 100 KB', `## Q {Source="${'*a* '.repeat(25_000)}"}\n\nA\n`, 'too-many-marks'],
  ['headings', many(1_000, (index) => `## Q${index}\n\nA\n\n`)],
  ['the same heading', '## Q\n\nA\n\n'.repeat(1_000), 'duplicate-front'],
  ['sections', many(500, (index) => `# S${index}\n\n## Q${index}\n\nA\n\n`)],
  ['broken YAML', '---\ntags: [a\n  b: {\n"---\n---\n## Q\n\nA\n', 'yaml-syntax'],
  [
    'YAML of anchors',
    `---\na: &a [x,x]\n${many(50, (index) => `b${index}: &b${index} [*a,*a]\n`)}---\n`,
    'yaml-unknown-key',
  ],
  [
    'YAML of billions',
    `---\na: &a [x,x,x,x,x,x,x,x,x]\n${many(9, (index) => `${'bcdefghij'[index]}: &${'bcdefghij'[index]} [${Array(9).fill(`*${'abcdefghi'[index]}`)}]\n`)}---\n`,
    'yaml-alias',
  ],
  ['YAML of brackets', `---\ntags: ${'['.repeat(20_000)}\n---\n`, 'yaml-too-deep'],
  ['YAML of colons', `---\n${'a: '.repeat(20_000)}\n---\n`, 'yaml-syntax'],
  ['YAML of keys', `---\n${many(20_000, (index) => `k${index}: 1\n`)}---\n`, 'yaml-unknown-key'],
  [
    'an unclosed front matter',
    `---\ntags: [a]\n${'a\n\n'.repeat(10_000)}`,
    'front-matter-unclosed',
  ],
  ['a file of nothing', '', 'no-notes'],
  ['a file of white space', ' \n\t\n\u00a0\n'.repeat(5_000), 'no-notes'],
];

const state: { root?: string } = {};

afterEach(() => {
  if (state.root) rmSync(state.root, { recursive: true, force: true });
});

describe('a deck file of', () => {
  it.each(texts)('%s', async (_name, text, id) => {
    await expectBounded({ 'decks/a.md': `## Q\n\n${text}\n` }, id);
  });

  it.each(files)('%s', async (_name, text, id) => {
    await expectBounded({ 'decks/a.md': text }, id);
  });

  it('16 MB and more is not even read', async () => {
    await expectBounded({ 'decks/a.md': 'a'.repeat(17_000_000) }, 'file-too-large');
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binary-file'],
    ['invalid UTF-8', Buffer.from('# \xe9t\xe9', 'latin1'), 'invalid-utf8'],
    ['UTF-16', Buffer.from('\uFEFF# Title', 'utf16le'), 'binary-file'],
    ['half a character', Buffer.from('f09f98', 'hex'), 'invalid-utf8'],
  ])('%s', async (_name, bytes, id) => {
    await expectBounded({ 'decks/a.md': bytes }, id);
  });
});

describe('a path of', () => {
  it.each([
    ['a parent', '../../../etc/passwd'],
    ['a coded parent', '..%2f..%2fetc%2fpasswd'],
    ['a parent coded twice', '%252e%252e%252fetc'],
    ['an absolute path', '/etc/passwd'],
    ['a coded absolute path', '%2fetc%2fpasswd'],
    ['a drive', 'C:\\\\Windows\\\\win.ini'],
    ['a share', '\\\\\\\\server\\\\share\\\\x.png'],
    ['parents in between', 'a/b/../../../../x.png'],
    ['a file address', 'file:///etc/passwd'],
    ['a null', 'a%00.png'],
    ['a broken code', '%E0%A4%A.png'],
    ['the folder itself', '.'],
    ['a name of 10 KB', 'a'.repeat(10_000)],
  ])('%s leads to no file', async (_name, path) => {
    const { ids } = await build({ 'decks/a.md': `## Q\n\n![A](${path}) <img src="${path}">\n` });
    expect(
      ids.every((id) => /^(missing-media|media-outside|remote-media|html-removed)$/u.test(id)),
    ).toBe(true);
    expect(ids.length).toBeGreaterThan(0);
  });
});

describe('surroundings', () => {
  it('without a folder of decks are told in a sentence', async () => {
    await expect(build({})).rejects.toThrow(/There is no folder "decks"/u);
  });

  it('whose decks are a file are told in a sentence', async () => {
    await expect(build({ decks: 'text' })).rejects.toThrow(/cannot be read: ENOTDIR/u);
  });

  it('whose decks stand outside are told in a sentence', async () => {
    await expect(build({ 'deckwright.yaml': 'decks: ../x\n' })).rejects.toThrow(/outside/u);
  });

  it('whose decks are a link out are told in a sentence', async () => {
    const root = makeRoot({ 'deckwright.yaml': '{}\n' });
    symlinkSync(tmpdir(), join(root, 'decks'));
    await expect(buildIn(root)).rejects.toThrow(/link out of the project/u);
  });

  it('with links in a circle and out of the project end in messages', async () => {
    const root = makeRoot({ 'decks/a.md': '## Q\n\nA\n' });
    symlinkSync('.', join(root, 'decks', 'loop'));
    symlinkSync('b.md', join(root, 'decks', 'c.md'));
    symlinkSync('c.md', join(root, 'decks', 'b.md'));
    symlinkSync('/etc/hostname', join(root, 'decks', 'd.png'));
    expect((await buildIn(root)).ids).toEqual(Array(4).fill('link-leads-out'));
  });

  it('without any note write nothing', async () => {
    const { ids, root } = await build({ 'decks/empty.txt': '' });
    expect(ids).toEqual(['no-notes']);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  it('keep the last good package when a later build fails', async () => {
    const { root } = await build({ 'decks/a.md': '## Q\n\nA\n' });
    const before = readdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'decks', 'b.md'), '## Broken\n');
    expect((await buildIn(root)).code).toBe(1);
    expect(readdirSync(join(root, 'dist'))).toEqual(before);
  });
});

/** Ends by itself, with this message or none, and nothing half-written. */
async function expectBounded(
  contents: Record<string, string | Buffer>,
  id?: string,
): Promise<void> {
  const { code, ids, root, shown } = await build(contents);
  if (id !== undefined) expect(ids).toContain(id);
  expect(code).toBe(ids.length > 0 ? 1 : 0);
  expect(shown).not.toMatch(/^\s+at .*\(?node:|RangeError/mu);
  const dist = join(root, 'dist');
  expect(
    existsSync(dist) ? readdirSync(dist).map((name) => name.replace(/.*\./u, '')) : [],
  ).toEqual(code === 0 ? ['apkg'] : []);
}

async function build(contents: Record<string, string | Buffer>) {
  return buildIn(makeRoot(contents));
}

/** The build command's exit code, and the ids of the errors it gives. Known errors are thrown. */
async function buildIn(root: string) {
  const world = testWorld(root);
  const code = await commands.build?.run({ json: true }, [], world).catch((error: unknown) => {
    expect(isSurroundingsError(error)).toBe(true);
    throw error;
  });
  const { messages }: { messages: { id: string; severity: string }[] } = JSON.parse(world.out());
  const ids = messages.flatMap(({ id, severity }) => (severity === 'error' ? id : []));
  return { code, ids, root, shown: world.out() + world.err() };
}

function makeRoot(contents: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), 'deckwright-hostile-'));
  state.root = root;
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
