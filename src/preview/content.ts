/** Bytes that answer a request, with their headers. */
export interface Content {
  type: string;
  body: Uint8Array | string;
  headers?: Record<string, string>;
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
