import { posix } from 'node:path';

const sounds = /\.(mp3|ogg|oga|opus|wav|flac|m4a|aac|3gp|spx|mpga)$/iu;
const films = /\.(mp4|webm|ogv|mov|mkv|avi|mpg|mpeg|m4v)$/iu;
const pictures = /\.(png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?)$/iu;

/** What a file is to Anki, by its extension: sounds and films are played, pictures shown. */
export function mediaKind(path: string): 'sound' | 'film' | 'picture' | 'other' {
  if (sounds.test(path)) return 'sound';
  if (films.test(path)) return 'film';
  return pictures.test(path) ? 'picture' : 'other';
}

/** The media type of a file by its extension. */
export function mediaType(name: string): string {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  return types[extension] ?? 'application/octet-stream';
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ...{ woff: 'font/woff', woff2: 'font/woff2', ttf: 'font/ttf', otf: 'font/otf' },
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif' },
  ...{ svg: 'image/svg+xml', webp: 'image/webp', avif: 'image/avif', ico: 'image/x-icon' },
  ...{ bmp: 'image/bmp', tif: 'image/tiff', tiff: 'image/tiff' },
  ...{ mp3: 'audio/mpeg', mpga: 'audio/mpeg', ogg: 'audio/ogg', oga: 'audio/ogg' },
  ...{ opus: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac', m4a: 'audio/mp4' },
  ...{ aac: 'audio/aac', '3gp': 'video/3gpp', spx: 'audio/ogg' },
  ...{ mp4: 'video/mp4', m4v: 'video/mp4', webm: 'video/webm', ogv: 'video/ogg' },
  ...{ mov: 'video/quicktime', mkv: 'video/x-matroska', avi: 'video/x-msvideo' },
};

/** Whether the address leads to another machine, or carries its data itself; `C:\\` does not. */
export function isRemote(url: string): boolean {
  return /^([a-z][a-z0-9+.-]+:|\/\/)/iu.test(url);
}

/**
 * The project path that an address in a deck file means: relative to that file, or with `@/` (as hashcards
 * has it) to the decks folder; percent-decoded, in NFC. Undefined if it would leave the decks folder.
 */
export function mediaPath(url: string, deckPath: string, decksFolder: string): string | undefined {
  const plain = decoded(url.replace(/[?#].*$/u, '')).replaceAll('\\', '/');
  if (plain.startsWith('/') || /^[a-z]:/iu.test(plain)) return undefined;
  const folder = plain.startsWith('@/') ? decksFolder : posix.dirname(deckPath);
  const path = posix.normalize(posix.join(folder, plain.replace(/^@\//u, ''))).normalize('NFC');
  const top = `${posix.normalize(decksFolder).replace(/\/+$/u, '')}/`;
  return top === './' || path.startsWith(top) ? path : undefined;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/**
 * HTML with what `nameOf` gives in the place of each reference to a file; all else stays to the byte. Finds
 * what Anki finds (anki-format, 6.2): `src` and `data` of media tags, and `[sound:…]`.
 */
export function verbatimMedia(html: string, nameOf: (url: string) => string | undefined): string {
  return html.replace(reference, (found, before = '', value = '', sound?: string) => {
    const written = sound ?? decodedEntities(value.replace(/^["']|["']$/gu, ''));
    const name = nameOf(written);
    if (name === undefined || name === written) return found;
    if (sound !== undefined) return `[sound:${name}]`;
    return `${before}"${name.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  });
}

/** The files that HTML refers to, as written there. */
export function mediaIn(html: string): string[] {
  const found: string[] = [];
  verbatimMedia(html, (url) => {
    found.push(url);
    return undefined;
  });
  return found;
}

const reference =
  /(<(?:img|audio|video|object|source)\b[^<>]*?\s(?:src|data)\s*=\s*)("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)|\[sound:([^\][]+)\]/giu;

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
};

function decodedEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#39);/gu, (found, name) => entities[name] ?? found);
}
