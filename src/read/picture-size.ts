/** In pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** Width and height in pixels by the first bytes of a PNG, JPEG, GIF, WebP or SVG; nothing if they do not say. */
export function pictureSize(head: Buffer): PictureSize | undefined {
  const size = sizeOf(head);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function sizeOf(head: Buffer): PictureSize | undefined {
  if (head.length < 10) return undefined;
  const begins = (bytes: string, at = 0) =>
    head.toString('latin1', at, at + bytes.length) === bytes;
  if (begins('\x89PNG\r\n\x1a\n') && head.length >= 24)
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  if (begins('GIF8')) return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  if (begins('\xff\xd8')) return jpegSize(head);
  if (begins('RIFF') && begins('WEBP', 8) && head.length >= 30) return webpSize(head);
  return svgSize(head.toString('utf8'));
}

/** The first frame header (SOF0 to SOF15, which are not DHT, JPG and DAC) says it. */
function jpegSize(head: Buffer): PictureSize | undefined {
  for (let at = 2; at + 9 <= head.length; ) {
    if (head[at] !== 0xff) return undefined;
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
    at += 2 + Math.max(2, head.readUInt16BE(at + 2));
  }
  return undefined;
}

function webpSize(head: Buffer): PictureSize | undefined {
  const kind = head.toString('latin1', 12, 16);
  if (kind === 'VP8X')
    return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L') {
    const bits = head.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== 'VP8 ') return undefined;
  return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
}

const longestTag = 4096;

/** Its measures, or those of its view box. */
function svgSize(text: string): PictureSize | undefined {
  const start = text.search(/<svg[\s>]/u);
  if (start === -1) return undefined;
  const tag = text.slice(start, start + longestTag).split('>', 1)[0] ?? '';
  const measure = (name: string) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`, 'u').exec(tag)?.[1]);
  const [width, height] = [measure('width'), measure('height')];
  if (width > 0 && height > 0) return { width, height };
  const box = /\sviewBox\s*=\s*["']\s*([^"']+)["']/u
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/u);
  const [, , boxWidth, boxHeight] = box?.map(Number) ?? [];
  return boxWidth && boxHeight ? { width: boxWidth, height: boxHeight } : undefined;
}
