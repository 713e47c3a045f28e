import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MediaRow } from '../collection.ts';
import { packageFolder } from '../home.ts';
import { mediaType } from '../media.ts';
import { type CardPage, cardPictures, pageMark, withHeights } from '../pictures/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { write } from '../write.ts';
import { findBrowser, startBrowser } from './browser.ts';
import type { Surroundings } from './command.ts';

/** What became of the pictures of changed cards. */
export interface PicturesMade {
  folder: string;
  /** Pages, and how many of them have a picture. */
  pages: number;
  pictures: number;
  /** Cards that look otherwise; there may be more of them than pages. */
  cards: number;
  /** Why there are fewer pictures than pages. */
  trouble?: string;
}

/** A folder of pages, one for each card that looks otherwise, with pictures of them if there is a browser. */
export async function makePictures(
  given: string,
  sides: Pick<Parameters<typeof cardPictures>[0], 'before' | 'after' | 'diff'>,
  world: Surroundings,
): Promise<PicturesMade> {
  const folder = resolve(world.folder, given);
  await clear(folder);
  const { pages, total, index } = cardPictures({ ...sides, ...parts(), most: mostPages });
  const made = { folder: given, pages: pages.length, cards: total };
  if (pages.length === 0) return { ...made, pictures: 0 };
  const pictured = new Set<string>();
  const trouble = await shootAll(folder, pages, pictured, world);
  await save(folder, { 'index.html': index(pictured) });
  return { ...made, pictures: pictured.size, ...(trouble && { trouble }) };
}

/** More than anybody looks at. */
const mostPages = 50;
/** Bytes; a page holds its files up to eight times. */
const largestFile = 1_000_000;

/** Takes away what an earlier run left; a folder of something else is left alone. */
async function clear(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  const index = join(folder, 'index.html');
  if (names.length === 0) return;
  if (!existsSync(index) || !readFileSync(index, 'utf8').includes(pageMark))
    throw surroundingsError(`${folder} holds something else: choose another --pictures.`);
  const ours = names.filter((name) => /^(?:index|\d{2,}-[a-z\d-]+)\.(?:html|png)$/u.test(name));
  await Promise.all(ours.map((name) => rm(join(folder, name))));
}

function parts() {
  const { resolve: find } = createRequire(import.meta.url);
  const fonts = join(
    dirname(find('mathjax-full/package.json')),
    ...['es5', 'output', 'chtml', 'fonts', 'woff-v2'],
  );
  return {
    styling: readFileSync(join(packageFolder(), 'templates', '_preview', 'card.css'), 'utf8'),
    fontOf: (file: string) => dataAddress('font/woff', readFileSync(join(fonts, file))),
    fileOf: ({ name, size, content }: MediaRow) => {
      if (size > largestFile) return undefined;
      const bytes = 'bytes' in content ? content.bytes : readFileSync(content.path);
      return dataAddress(mediaType(name), bytes);
    },
  };
}

function dataAddress(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Writes all pages, with their pictures as long as a browser makes them; gives why it makes none. */
async function shootAll(
  folder: string,
  pages: CardPage[],
  pictured: Set<string>,
  world: Surroundings,
): Promise<string | undefined> {
  const program = findBrowser(world);
  const started = program === undefined ? undefined : await startBrowser(program).catch(toError);
  const browser = started instanceof Error ? undefined : started;
  const state = {
    trouble: program === undefined ? noBrowser : started instanceof Error ? started.message : '',
  };
  try {
    for (const { name, html } of pages) {
      const text = html();
      await save(folder, { [`${name}.html`]: text });
      if (!browser || state.trouble) continue;
      const address = pathToFileURL(join(folder, `${name}.html`)).href;
      const shot = await browser.shoot(address).catch(toError);
      if (shot instanceof Error) {
        state.trouble = `${program}: ${shot.message}`;
        continue;
      }
      await save(folder, {
        [`${name}.html`]: withHeights(text, shot.heights),
        [`${name}.png`]: shot.picture,
      });
      pictured.add(name);
    }
  } finally {
    await browser?.close();
  }
  return state.trouble || undefined;
}

const noBrowser = 'No Chrome or Chromium was found: install one, or name it in CHROME_PATH.';

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function save(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  return write(
    Object.entries(files).map(([name, content]) => ({
      location: join(folder, name),
      content: [typeof content === 'string' ? Buffer.from(content) : content],
    })),
  );
}
