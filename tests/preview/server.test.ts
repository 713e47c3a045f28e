import { symlinkSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePreview } from '../../src/preview/index.ts';
import { ask, everything, type Served, serve } from './world.ts';

const held: { served?: Served } = {};
const preview = (): Served => {
  if (!held.served) throw new Error('The preview was not started.');
  return held.served;
};
const get = (path: string, headers?: Record<string, string>, method?: string) =>
  ask(preview().url, path, headers, method);

beforeAll(async () => {
  held.served = await serve();
});
afterAll(() => held.served?.end());

describe('the server of the preview', () => {
  it('answers with the page, its files and the media of the collection', async () => {
    for (const path of ['/', '/app.js', '/app.css', '/frame/', '/mathjax/tex-chtml-full.js'])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    const card = (await get(`/api/card?key=${await keyOf('The parts')}`)).body;
    const [, name = ''] = /src=\\"([^"\\]+\.svg)/u.exec(card) ?? [];
    const picture = await get(`/frame/${name}`);
    expect(picture.headers['content-type']).toBe('image/svg+xml');
    expect(picture.headers['content-security-policy']).toContain('sandbox');
  });

  it('listens on this machine only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one && !one.internal && one.family === 'IPv4')?.address;
    expect(preview().url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    if (outside === undefined) return;
    await expect(ask(`http://${outside}:${preview().port}/`, '/')).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example',
  ])('refuses the foreign host "%s"', async (host) => {
    for (const path of ['/', '/api/changes', '/events', '/frame/'])
      expect((await get(path, { Host: host })).status).toBe(403);
  });

  it('refuses what another page asks for', async () => {
    expect((await get('/api/changes', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/frame/', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/api/changes', { Origin: 'null' })).status).toBe(403);
    expect((await get('/api/changes', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await get('/events', { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    const { port } = preview();
    expect((await get('/api/changes', { Origin: `http://127.0.0.1:${port}` })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does nothing for %s', async (method) => {
    expect((await get('/', {}, method)).status).toBe(405);
  });

  it.each([
    '/frame/../deckwright.yaml',
    '/frame/..%2f..%2fdeckwright.yaml',
    '/frame/%2e%2e/deckwright.yaml',
    '/frame/..%5cdeckwright.yaml',
    '/frame/decks/everything.md',
    '/frame/%00',
    '/frame/%',
    '/mathjax/../package.json',
    '/mathjax/%2e%2e/%2e%2e/package.json',
    '/mathjax//etc/passwd',
    '/app.js/..',
    '//evil.example/',
    '/etc/passwd',
    '/__proto__',
    '/constructor',
    '/api/card?key=__proto__',
  ])('gives nothing for %s', async (path) => {
    expect((await get(path)).status).toBeGreaterThanOrEqual(400);
  });

  it('gives no file that a picture turned into a link to', async () => {
    const { root, change, until } = preview();
    change({ 'decks/secret.png': 'x', 'decks/secret.md': '# S\n\n## Seen?\n\n![a](secret.png)\n' });
    await until(({ files }) => files.some(({ path }) => path === 'decks/secret.md'));
    const card = (await get(`/api/card?key=${await keyOf('Seen?')}`)).body;
    const [, name = ''] = /src=\\"([^"\\]+\.png)/u.exec(card) ?? [];
    expect((await get(`/frame/${name}`)).body).toBe('x');
    writeFileSync(join(root, '..', 'outside-of-preview.png'), 'secret');
    change({ 'decks/secret.png': undefined });
    symlinkSync(join(root, '..', 'outside-of-preview.png'), join(root, 'decks', 'secret.png'));
    expect((await get(`/frame/${name}`)).status).toBe(404);
    change({ 'decks/secret.md': undefined, 'decks/secret.png': undefined });
  });

  it('lets neither the page nor a card reach another address', async () => {
    const page = String((await get('/')).headers['content-security-policy']);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('unsafe');
    const card = String((await get('/frame/')).headers['content-security-policy']);
    expect(card).toMatch(/^sandbox allow-scripts; default-src 'none'/u);
    expect(card).toContain("connect-src 'none'");
    expect(card).not.toContain('allow-same-origin');
    expect(card).not.toMatch(/\*|https:/u);
  });

  it('says in a sentence that a port is in use', async () => {
    const { root, port } = preview();
    await expect(servePreview({ root, now: 0, port })).rejects.toThrow(`Port ${port} is in use`);
  });
});

describe('a change of files', () => {
  it('shows, and only files that changed are sent again', async () => {
    const { change, until } = preview();
    const before = await until(({ problems }) => problems.length === 0);
    change({ 'decks/everything.md': everything.replace('What does ReLU', 'What may ReLU') });
    await until(({ files }) => JSON.stringify(files).includes('What may ReLU'));
    const since = JSON.parse((await get(`/api/changes?since=${before.version}`)).body);
    expect(since.files.map(({ path }: { path: string }) => path)).toEqual(['decks/everything.md']);
  });

  it('that breaks a file leaves its last good cards, and says where it is broken', async () => {
    const { change, until } = preview();
    change({ 'decks/everything.md': everything.replace('\\max(0, x)$.', '\\frac{1$.') });
    const broken = await until(({ problems }) => problems.length > 0);
    expect(broken.problems[0]).toMatchObject({ id: 'math-invalid', line: 5 });
    expect(broken.problems[0]?.frame?.text).toContain('\\frac{1');
    const cards = broken.files.find(({ path }) => path === 'decks/everything.md')?.cards ?? [];
    expect(cards).toHaveLength(8);
    expect(cards.filter(({ stale }) => stale).map(({ key }) => key.split(':')[1])).toEqual(['0']);
    change({ 'decks/everything.md': everything });
    const mended = await until(({ problems }) => problems.length === 0);
    expect(JSON.stringify(mended)).not.toContain('"stale"');
  });

  it('to settings, templates or pictures, and files that come and go, are seen', async () => {
    const { change, until } = preview();
    change({ 'decks/new/deep/more.md': '# More\n\n## Newcomer?\n\nYes.\n' });
    await until(({ files }) => JSON.stringify(files).includes('Newcomer?'));
    change({ 'decks/new/deep/more.md': '# More\n\n## Newcomer, again?\n\nYes.\n' });
    await until(({ files }) => JSON.stringify(files).includes('Newcomer, again?'));
    change({ 'decks/new': undefined });
    await until(({ files }) => !JSON.stringify(files).includes('Newcomer'));
    change({ 'deckwright.yaml': 'namespace: preview\nnam: x\n' });
    await until(({ problems }) => problems.some(({ id }) => id === 'yaml-unknown-key'));
    change({ 'deckwright.yaml': 'namespace: preview\nname: Preview test\n' });
    await until(({ problems }) => problems.length === 0);
  });

  it('that takes the decks folder away is told, and ends nothing', async () => {
    const other = await serve({ 'decks/a.md': '# A\n\n## One?\n\nYes.\n' });
    other.change({ decks: undefined });
    const gone = await other.until(({ trouble }) => trouble !== undefined);
    expect(gone.trouble).toContain('decks');
    other.change({ 'decks/a.md': '# A\n\n## Two?\n\nYes.\n' });
    await other.until(({ files, trouble }) => !trouble && JSON.stringify(files).includes('Two?'));
    await other.end();
  });
});

async function keyOf(front: string): Promise<string> {
  const { files } = await preview().until(({ files }) => JSON.stringify(files).includes(front));
  const card = files.flatMap(({ cards }) => cards).find((one) => one.front === front);
  return encodeURIComponent(card?.key ?? '');
}
