import type { IncomingHttpHeaders } from 'node:http';

/** A request as far as it decides whether it is answered. */
export interface Asked {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
  /** As it stands in the request: `/media/x.png?y`. */
  url?: string | undefined;
}

/** Why a request is refused, as an HTTP status; undefined if it is answered. */
export function refusalOf({ method, headers, url = '' }: Asked, port: number): number | undefined {
  // A foreign name that leads to this machine (DNS rebinding) would read the decks in its own name.
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 403;
  if (method !== 'GET' && method !== 'HEAD') return 405;
  if (!url.startsWith('/') || url.startsWith('//') || url.length > 8000) return 400;
  const { origin } = headers;
  const own = hosts.map((host) => `http://${host}`);
  // Cards have no origin: their frame is sandboxed. What they load holds nothing that only the page may know.
  const isForCards = /^\/(frame\/|mathjax\/|card\.(js|css)$)/u.test(url);
  if (origin !== undefined && !own.includes(origin) && !(origin === 'null' && isForCards))
    return 403;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none' || isForCards)
    return undefined;
  // A link somewhere may open the page, but no other page may ask in its stead.
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
    ? undefined
    : 403;
}

/** The path of an address, decoded; undefined for one that no page would ask for. */
export function pathOf(url: string): string | undefined {
  const [path = ''] = url.split(/[?#]/u);
  try {
    const decoded = decodeURIComponent(path);
    return /[\p{Cc}\\]|(^|\/)\.\.?(\/|$)/u.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
