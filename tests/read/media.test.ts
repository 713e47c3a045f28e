import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hashMedia } from '../../src/read/media.ts';

const folder = mkdtempSync(join(tmpdir(), 'deckwright-'));
afterAll(() => rmSync(folder, { recursive: true }));

function onDisk(name: string, bytes: Buffer, size = bytes.length) {
  writeFileSync(join(folder, name), bytes);
  return { path: `decks/${name}`, location: join(folder, name), size };
}

function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([2, 0, 3, 0, 0, 0, 0])]);

describe('media', () => {
  it.each([0, 1, 4095, 4096, 262_143, 262_144, 262_145, 1_000_000])(
    'of %i bytes is hashed whole',
    async (size) => {
      const bytes = Buffer.alloc(size, 'deckwright ');
      const [hashed] = await hashMedia([onDisk(`${size}.mp3`, bytes)]);
      expect(hashed).toMatchObject({ path: `decks/${size}.mp3`, size, sha1: sha1(bytes) });
    },
  );

  it('that grew since it was found is hashed as it is', async () => {
    const bytes = Buffer.alloc(300_000, 'x');
    const [hashed] = await hashMedia([onDisk('grown.mp3', bytes, 10)]);
    expect(hashed?.sha1).toBe(sha1(bytes));
  });

  it('is measured if it is a picture', async () => {
    const files = [onDisk('a.gif', gif), onDisk('a.mp3', gif)];
    expect(await hashMedia(files)).toEqual([
      { ...files[0], sha1: sha1(gif), width: 2, height: 3 },
      { ...files[1], sha1: sha1(gif) },
    ]);
  });

  it.each([262_143, 262_144, 900_000])(
    'is measured by its beginning, of %i bytes',
    async (size) => {
      const bytes = Buffer.concat([gif, Buffer.alloc(size - gif.length, 7)]);
      const file = onDisk(`${size}.gif`, bytes);
      expect(await hashMedia([file])).toEqual([
        { ...file, sha1: sha1(bytes), width: 2, height: 3 },
      ]);
    },
  );

  it('that cannot be read is trouble with the surroundings', async () => {
    const gone = { path: 'decks/gone.png', location: join(folder, 'gone.png'), size: 1 };
    await expect(hashMedia([gone])).rejects.toThrow(/gone\.png cannot be read: ENOENT/);
  });

  it('is asked for once a file, and keeps its order', async () => {
    const files = Array.from({ length: 30 }, (_, index) => ({
      ...{ path: `decks/${index}.png`, location: '', size: index },
    }));
    const asked: string[] = [];
    const hashed = await hashMedia(files, async ({ path, size }) => {
      asked.push(path);
      await new Promise((resolve) => setTimeout(resolve, size % 3));
      return { sha1: String(size), width: size, height: 1 };
    });
    expect(asked.sort()).toEqual(files.map(({ path }) => path).sort());
    expect(hashed.map(({ sha1 }) => sha1)).toEqual(files.map(({ size }) => String(size)));
  });
});
