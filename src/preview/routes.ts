import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { packageFolder } from '../home.ts';
import { mediaType } from '../media.ts';
import {
  bodyClasses,
  type Client,
  clients,
  mathJaxSettings,
  reviewerPage,
  rootClasses,
  showCard,
} from '../notetype/index.ts';
import { type Content, cardPolicy, mediaPolicy, pagePolicy } from './content.ts';
import type { Store } from './store.ts';

/** What the server has to show. */
export interface Site {
  store: Store;
  /** Absolute. */
  root: string;
  /** Address that opens a file in the author's editor, with `{path}`, `{line}` and `{column}`. */
  editor: string;
  /** `http://127.0.0.1:4000` */
  origin: string;
}

/** What is at a path, if anything: the page, its data, cards, their media, and MathJax. */
export async function contentAt(
  path: string,
  query: URLSearchParams,
  site: Site,
): Promise<Content | undefined> {
  const file = pageFiles[path];
  if (file !== undefined) return pageFile(file);
  if (path === '/frame/') return cardFrame(site);
  if (path === '/api/changes')
    return json({ ...site.store.changes(Number(query.get('since')) || 0), ...settingsOf(site) });
  if (path === '/api/card') return cardData(query, site);
  // Pictures stand beside the frame, as a card names them without a folder.
  if (path.startsWith('/frame/')) return mediaFile(path.slice('/frame/'.length), site);
  if (path.startsWith('/mathjax/')) return mathJaxFile(path.slice('/mathjax/'.length));
  return undefined;
}

/** Static files of the page, in `templates/_preview`. */
const pageFiles: Record<string, string> = {
  '/': 'index.html',
  '/app.css': 'app.css',
  '/app.js': 'app.js',
  '/parts.js': 'parts.js',
  '/icon.svg': 'icon.svg',
  '/card.css': 'card.css',
  '/card.js': 'card.js',
};

async function pageFile(name: string): Promise<Content> {
  const body = await readFile(join(packageFolder(), 'templates', '_preview', name));
  return { type: mediaType(name), body, headers: { 'Content-Security-Policy': pagePolicy } };
}

function settingsOf({ root, editor }: Site): Record<string, unknown> {
  return { root: root.replaceAll('\\', '/'), editor, clients };
}

function cardFrame({ origin }: Site): Content {
  const settings = JSON.stringify(mathJaxSettings('/mathjax')).replaceAll('<', '\\u003c');
  const body = reviewerPage({
    head: `<link rel="stylesheet" href="/card.css">
<script>window.MathJax = ${settings};</script>
<script src="/card.js"></script>
<script src="/mathjax/tex-chtml-full.js"></script>`,
  });
  const headers = { 'Content-Security-Policy': cardPolicy(origin) };
  return { type: mediaType('frame.html'), body, headers };
}

function cardData(query: URLSearchParams, { store }: Site): Content | undefined {
  const found = store.card(query.get('key') ?? '');
  if (!found) return undefined;
  const { card, notetype, stale } = found;
  const { fields, tags, deck, ord } = card;
  const typed = (query.get('typed') ?? '').slice(0, longestAnswer);
  const shown = showCard(notetype, { fields, tags, deck }, ord, typed);
  const look = { client: clientOf(query.get('client')), night: query.get('night') === '1' };
  const classes = { root: rootClasses(look), body: bodyClasses(ord, look) };
  return json({ ...shown, css: notetype.css, classes, stale });
}

function clientOf(name: string | null): Client {
  return name !== null && Object.hasOwn(clients, name) ? (name as Client) : 'linux';
}

const longestAnswer = 2000;

/** Only what is in the collection, by its name there: a path means nothing here. */
async function mediaFile(name: string, { store, root }: Site): Promise<Content | undefined> {
  const row = store.media(name) ?? store.media(name.normalize('NFC'));
  if (!row) return undefined;
  const headers = {
    'Content-Security-Policy': mediaPolicy,
    ...(/\.(woff2?|ttf|otf)$/iu.test(name) && { 'Access-Control-Allow-Origin': 'null' }),
  };
  if ('bytes' in row.content)
    return { type: mediaType(name), body: Buffer.from(row.content.bytes), headers };
  const [location, top] = await Promise.all([realpath(row.content.path), realpath(root)]);
  if (relative(top, location).startsWith('..')) return undefined;
  return { type: mediaType(name), body: await readFile(location), headers };
}

const mathJaxFolder = dirname(
  createRequire(import.meta.url).resolve('mathjax-full/es5/tex-chtml-full.js'),
);

async function mathJaxFile(path: string): Promise<Content | undefined> {
  if (!/^([\w-]+\/)*[\w-]+(\.[\w-]+)*\.(js|woff|json)$/u.test(path)) return undefined;
  const body = await readFile(join(mathJaxFolder, path));
  return {
    type: mediaType(path),
    body,
    headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=86400' },
  };
}

function json(value: unknown): Content {
  return { type: mediaType('data.json'), body: JSON.stringify(value) };
}
