/** Bytes that answer a request, with their headers. */
export interface Content {
  type: string;
  body: Uint8Array | string;
  headers?: Record<string, string>;
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

/** The media type of a file by its extension. */
export function typeOf(name: string): string {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  return types[extension] ?? 'application/octet-stream';
}

/** Nothing but what this server gives, and no inline script or style: for the page around the cards. */
export const pagePolicy = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
  ...["img-src 'self' data:", "frame-src 'self'", "base-uri 'none'", "form-action 'none'"],
  "frame-ancestors 'none'",
].join('; ');

/**
 * For cards: a sandbox without an origin, in which a template's own scripts run as they do in Anki, but
 * reach neither the page around nor any address but those of the deck's media.
 */
export function cardPolicy(origin: string): string {
  return [
    ...['sandbox allow-scripts', "default-src 'none'", `script-src ${origin} 'unsafe-inline'`],
    ...[`style-src ${origin} 'unsafe-inline'`, `img-src ${origin} data:`],
    ...[`media-src ${origin} data:`, `font-src ${origin} data:`, "connect-src 'none'"],
    ...["base-uri 'none'", "form-action 'none'", `frame-ancestors ${origin}`],
  ].join('; ');
}

/** A media file is shown, and never runs. */
export const mediaPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
