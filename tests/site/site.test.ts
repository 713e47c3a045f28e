import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { testWorld } from '../commands/world.ts';
import { deck } from './deck.ts';

const root = mkdtempSync(join(tmpdir(), 'deckwright-site-'));
const out = join(root, 'dist', 'site');

async function run(name: string, values = {}, env = {}) {
  const world = testWorld(root, env);
  const code = await commands[name]?.run(values, [], world);
  return { code, out: world.out(), err: world.err() };
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((path) => [
        path.slice(folder.length + 1).replaceAll('\\', '/'),
        readFileSync(path, 'base64'),
      ]),
  );
}

const text = (path: string) => readFileSync(join(out, path), 'utf8');
const pages = () => Object.keys(tree(out)).filter((path) => path.endsWith('.html'));

/** Every value of an attribute in a page. */
function valuesOf(html: string, names: string[]): string[] {
  const found: string[] = [];
  const visit = (node: { properties?: Record<string, unknown>; children?: unknown[] }): void => {
    for (const name of names) {
      const value = node.properties?.[name];
      if (typeof value === 'string') found.push(value);
    }
    for (const child of node.children ?? []) visit(child as typeof node);
  };
  visit(fromHtml(html) as unknown as Parameters<typeof visit>[0]);
  return found;
}

beforeAll(async () => {
  for (const [path, content] of Object.entries(deck)) put(path, content);
  expect((await run('build', { quiet: true })).err).toBe('');
  for (const path of ['deckwright.yaml', 'deckwright.lock', 'decks/capitals.md'])
    put(`old/${path}`, readFileSync(join(root, path), 'utf8'));
  put('decks/capitals.md', deck['decks/capitals.md'].replace('Camberra', 'Canberra'));
  await run('build', { quiet: true });
  const { code, err } = await run('site', { url: 'https://someone.example/decks', since: 'old' });
  expect([code, err]).toEqual([0, '']);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the site', () => {
  it('has a page for each deck, for its notes, to try it, to search, for news and credits', () => {
    expect(pages().filter((path) => !path.startsWith('n/'))).toEqual([
      ...[
        'capitals/capitals.html',
        'capitals/index.html',
        'capitals/try.html',
        'changes.html',
        'credits.html',
      ],
      ...['index.html', 'kinds/index.html', 'kinds/kinds.html', 'kinds/try.html', 'search.html'],
    ]);
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const before = tree(out);
    await run('site', { url: 'https://someone.example/decks', since: 'old', out: 'again' });
    expect(tree(join(root, 'again'))).toEqual(before);
  });

  it('leads from every page to files that are there, by relative links', () => {
    const files = tree(out);
    for (const page of pages()) {
      const links = valuesOf(text(page), ['href', 'src', 'action', 'poster']);
      for (const link of links.filter((one) => !/^https?:/u.test(one))) {
        const [path = '', anchor] = link.split('#');
        const target =
          path === '' ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
        expect(files, `${page}: ${link}`).toHaveProperty([target]);
        if (anchor && target.endsWith('.html'))
          expect(valuesOf(text(target), ['id']), `${page}: ${link}`).toContain(
            decodeURIComponent(anchor),
          );
      }
    }
  });

  it('gives no id twice on a page', () => {
    for (const page of pages()) {
      const ids = valuesOf(text(page), ['id']);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        page,
      ).toEqual([]);
    }
  });

  it('loads nothing from elsewhere and runs nothing of a deck, although one says `html: trusted`', () => {
    for (const page of pages()) {
      const html = text(page);
      expect(html).not.toMatch(/<iframe|onerror|<object|javascript:|tracker\.example/u);
      expect(valuesOf(html, ['src']).filter((src) => /^(?:[a-z]+:|\/\/)/iu.test(src))).toEqual([]);
      expect(html.match(/<script(?! src="[./]*assets\/[\w-]+\.js")/gu)).toBe(null);
      expect(html).toContain("default-src 'none'");
    }
    for (const sheet of ['cards', 'site', 'dark', 'math'])
      expect(text(`assets/${sheet}.css`)).not.toMatch(/@import|https?:|url\(\s*["']?\/\//u);
  });

  it('typesets formulas while it is built, with words for screen readers', () => {
    const html = text('kinds/kinds.html');
    expect(html).toContain('<mjx-container class="MathJax" jax="CHTML"');
    expect(html).toContain('<mfrac>');
    expect(html).not.toMatch(/\\\(|\\\[|mjx-merror/u);
    const fonts = text('assets/math.css').match(/fonts\/[\w-]+\.woff/gu) ?? [];
    expect(fonts.length).toBeGreaterThan(5);
    for (const font of fonts) expect(existsSync(join(out, 'assets', font)), font).toBe(true);
  });

  it('offers each package with its size and date, the same bytes as a build writes', () => {
    expect(text('capitals/index.html')).toMatch(
      /capitals\.apkg, \d+ kB, last changed <time datetime="2026-01-01">/u,
    );
    for (const name of ['capitals', 'kinds'])
      expect(readFileSync(join(out, `packages/${name}.apkg`), 'base64')).toBe(
        readFileSync(join(root, `dist/${name}.apkg`), 'base64'),
      );
  });

  it('gives a note a link that holds wherever it goes', () => {
    const [link = ''] = /n\/\d+\.html#n-\w+/u.exec(text('capitals/capitals.html')) ?? [];
    const [page = '', anchor = ''] = link.split('#');
    expect(text(page)).toContain(`id="${anchor}"><a href="../capitals/capitals.html#${anchor}"`);
  });

  it('says what is new, who made the pictures, and where to suggest an edit', () => {
    expect(text('changes.html')).toMatch(/Since old: .*1 corrected note/u);
    expect(text('changes.html')).toContain('<del>Camberra</del><ins>Canberra</ins>');
    expect(text('credits.html')).toMatch(/lake\.svg<\/td><td>Ada<\/td><td>CC0-1\.0/u);
    expect(text('capitals/capitals.html')).toContain(
      'https://forge.example/a/b/blob/HEAD/decks/capitals.md',
    );
  });

  it('lists its pages for search engines, where it knows its address', () => {
    const found = [...text('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/gu)].map(([, url]) => url);
    expect(found).toContain('https://someone.example/decks/');
    expect(found).toContain('https://someone.example/decks/capitals/');
    expect(text('index.html')).toContain(
      '<link rel="canonical" href="https://someone.example/decks/">',
    );
  });

  it('keeps the first page below 200 kB without pictures', () => {
    const html = text('index.html');
    const assets = valuesOf(html, ['href', 'src']).filter((path) => path.startsWith('assets/'));
    const bytes = assets.reduce(
      (sum, path) => sum + readFileSync(join(out, path)).length,
      html.length,
    );
    expect(bytes).toBeLessThan(200_000);
  });

  it('shuts the styling of note types into their cards', () => {
    const css = text('assets/cards.css');
    expect(css.replace(/@scope \([^)]*\) \{[\s\S]*?\n\}\n(?=\n@scope|$)/gu, '').trim()).toBe('');
    expect(text('assets/cards-dark.css')).toContain('color-scheme: dark');
  });
});

describe('deckwright site', () => {
  it('takes away pages that are no more, and leaves other folders alone', async () => {
    put('decks/short.md', '# Short\n\n## Here?\n\nFor a while.\n');
    await run('site', { out: 'moving', quiet: true });
    expect(existsSync(join(root, 'moving/short/index.html'))).toBe(true);
    rmSync(join(root, 'decks/short.md'));
    await run('site', { out: 'moving', quiet: true });
    expect(existsSync(join(root, 'moving/short/index.html'))).toBe(false);
    await expect(run('site', { out: 'decks' })).rejects.toThrow('no site of ours');
  });

  it('removes nothing outside of the site, whatever its list says', async () => {
    put('precious.txt', 'Mine.');
    writeFileSync(
      join(root, 'moving/files.txt'),
      '../precious.txt\n/etc/nothing\n..\\precious.txt\n',
    );
    await run('site', { out: 'moving', quiet: true });
    expect(existsSync(join(root, 'precious.txt'))).toBe(true);
  });

  it('writes nothing where the decks have an error, or the ledger is stale on a server', async () => {
    put('decks/broken.md', '# Broken\n\n## What is $\\frac{1$?\n\nNo.\n');
    expect((await run('site', { out: 'never' })).code).toBe(1);
    put('decks/broken.md', '# New\n\n## What is new?\n\nThis.\n');
    const { code, err } = await run('site', { out: 'never' }, { CI: 'true' });
    expect([code, err.includes('ledger-stale'), existsSync(join(root, 'never'))]).toEqual([
      1,
      true,
      false,
    ]);
    rmSync(join(root, 'decks/broken.md'));
    await expect(run('site', { url: 'someone' })).rejects.toThrow('expected an address');
    await expect(run('site', { url: 'javascript:alert(1)' })).rejects.toThrow(
      'expected an address',
    );
  });
});
