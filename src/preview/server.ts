import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { surroundingsError } from '../surroundings.ts';
import type { Content } from './content.ts';
import { pathOf, refusalOf } from './guard.ts';
import { contentAt, type Site } from './routes.ts';

export interface Listening {
  port: number;
  /** Tells all open pages that there is a newer version. */
  tell: (version: number) => void;
  close: () => Promise<void>;
}

/** Serves the preview on this machine only; `port` 0 takes a free one. */
export async function listen(site: Omit<Site, 'origin'>, port: number): Promise<Listening> {
  const pages = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    const origin = `http://${request.headers.host}`;
    answer(request, response, { ...site, origin }, own, pages).catch(() => refuse(response, 404));
  });
  await open(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    tell: (version) => {
      for (const page of pages) page.write(`data: ${version}\n\n`);
    },
    close: () => {
      for (const page of pages) page.end();
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function open(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used: ${error.message}`;
      reject(surroundingsError(`Port ${port} ${why}. Name another one with --port.`, error));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: Site,
  port: number,
  pages: Set<ServerResponse>,
): Promise<void> {
  const refusal = refusalOf(request, port);
  if (refusal !== undefined) return refuse(response, refusal);
  const { url = '' } = request;
  const path = pathOf(url);
  if (path === undefined) return refuse(response, 400);
  if (path === '/events') return subscribe(response, site, pages);
  const query = new URLSearchParams(url.split('?')[1]);
  const content = await contentAt(path, query, site);
  if (!content) return refuse(response, 404);
  send(request, response, content);
}

/** Server-sent events: the number of the newest version, now and with each new one. */
function subscribe(response: ServerResponse, { store }: Site, pages: Set<ServerResponse>): void {
  response.writeHead(200, { ...always, 'Content-Type': 'text/event-stream' });
  response.write(`retry: 500\ndata: ${store.changes(Number.MAX_SAFE_INTEGER).version}\n\n`);
  pages.add(response);
  response.on('close', () => pages.delete(response));
}

const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

function send(request: IncomingMessage, response: ServerResponse, content: Content): void {
  const { type, headers } = content;
  const body = Buffer.from(content.body);
  const range = /^(audio|video)\//u.test(type) ? rangeOf(request, body.length) : undefined;
  const part = range ? body.subarray(range[0], range[1] + 1) : body;
  response.writeHead(range ? 206 : 200, {
    ...always,
    'Content-Type': type,
    'Content-Length': part.length,
    ...(/^(audio|video)\//u.test(type) && { 'Accept-Ranges': 'bytes' }),
    ...(range && { 'Content-Range': `bytes ${range[0]}-${range[1]}/${body.length}` }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

/** First and last byte that a player asks for: some play nothing without. */
function rangeOf({ headers }: IncomingMessage, length: number): [number, number] | undefined {
  const [, from, to] = /^bytes=(\d{1,12})-(\d{0,12})$/u.exec(headers.range ?? '') ?? [];
  if (from === undefined || Number(from) >= length) return undefined;
  return [Number(from), Math.min(to ? Number(to) : length, length - 1)];
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.end();
  const body = `${status}\n`;
  response.writeHead(status, { ...always, 'Content-Type': 'text/plain', 'Content-Length': 4 });
  response.end(body);
}
