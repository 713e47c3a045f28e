import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { openPosters } from '../../src/commands/posters.ts';
import { posterSvg } from '../../src/site/poster.ts';
import { testWorld } from '../commands/world.ts';
import { deck } from './deck.ts';

const { letters, draw } = await openPosters();
const svg = (title: string) => posterSvg({ title, facts: '3 notes', foot: 'example.org' }, letters);
const lines = (title: string) =>
  new Set(
    [...svg(title).matchAll(/<text x="[\d.]+" y="(\d+)"[^>]* fill="#ffffff"/gu)].map(([, y]) => y),
  ).size;

const blank = Buffer.from(draw(svg(' ')));

/** Whether a title is seen. */
function painted(title: string): boolean {
  return !blank.equals(draw(svg(title)));
}

describe('pictures for previews of links', () => {
  it.each([
    'Deep Learning',
    'Ελληνικά',
    'Русский язык',
    'עברית',
    'Tiếng Việt cơ bản',
    'Žluťoučký kůň',
  ])('write %s', (title) => {
    expect(lines(title)).toBe(1);
    expect(painted(title)).toBe(true);
    const said = [...svg(title).matchAll(/fill="#ffffff"[^>]*>([^<]*)</gu)];
    expect(said.map(([, text]) => text).join('')).toBe(title);
  });

  it('write letters of every font by which a word is put together', () => {
    for (const letter of 'Việtcơbảnžřůабвαβγאבגğß')
      expect([letter, painted(letter)]).toEqual([letter, true]);
  });

  it.each(['日本語', 'العربية', 'हिन्दी', 'emoji 🦊'])(
    'leave out what the letters cannot write, and say the rest larger: %s',
    (title) => {
      expect(lines(title)).toBe(0);
      expect(svg(title)).toMatch(/font-size="60"[^>]*>3 notes</u);
      expect(painted(title)).toBe(false);
    },
  );

  it('give long titles smaller letters and more lines, and cut the longest', () => {
    expect(lines('The first deck of many about the history of the world')).toBe(2);
    expect(lines('word '.repeat(20))).toBe(3);
    expect(lines('x'.repeat(90))).toBe(3);
    const longest = svg('word '.repeat(200));
    expect(longest).toContain('…');
    expect([...longest.matchAll(/<text/gu)].length).toBe(5);
  });

  it('take nothing of a title for markup', () => {
    expect(svg('<script> & "more"')).toContain('&lt;script&gt; &amp; &quot;more&quot;');
  });

  it('are the same bytes each time, 1200 by 630', () => {
    const [first, second] = [draw(svg('Deep Learning')), draw(svg('Deep Learning'))].map((png) =>
      Buffer.from(png),
    );
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect([first?.readUInt32BE(16), first?.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  it('stand in the site of an address, each page with that of its deck', async () => {
    const root = mkdtempSync(join(tmpdir(), 'deckwright-posters-'));
    for (const [path, content] of Object.entries(deck)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const make = (url?: string) =>
      commands.site?.run({ quiet: true, ...(url && { url }) }, [], testWorld(root));
    const read = (path: string) => readFileSync(join(root, 'dist', 'site', path));
    expect(await make('https://example.org/decks')).toBe(0);
    const pictureOf = (path: string) =>
      /property="og:image" content="([^"]*)"/u.exec(read(path).toString())?.[1];
    expect(pictureOf('index.html')).toBe('https://example.org/decks/poster.png');
    expect(pictureOf('search.html')).toBe('https://example.org/decks/poster.png');
    expect(pictureOf('capitals/capitals.html')).toBe(
      'https://example.org/decks/capitals/poster.png',
    );
    for (const path of ['poster.png', 'capitals/poster.png', 'kinds/poster.png'])
      expect(read(path).subarray(1, 4).toString()).toBe('PNG');
    expect(await make()).toBe(0);
    expect(pictureOf('index.html')).toBe(undefined);
    expect(() => read('poster.png')).toThrow('ENOENT');
    rmSync(root, { recursive: true, force: true });
  });
});
