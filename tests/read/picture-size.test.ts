import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../src/read/picture-size.ts';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');
const svg = (attributes: string) =>
  Buffer.from(`<?xml version="1.0"?>\n<svg ${attributes}><g/></svg>`);

/** Heads of pictures of 37 by 21 pixels. */
const heads: Record<string, Buffer> = {
  PNG: hex('89504e470d0a1a0a 0000000d 49484452 00000025 00000015 0806000000'),
  GIF: hex('474946383961 2500 1500 f00000'),
  JPEG: hex('ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 0015 0025 03012200'),
  'JPEG, progressive, with padding': hex('ffd8 ffdb 0003 00 ffff c2 0011 08 0015 0025 03012200'),
  'WebP, lossy': hex('52494646 00000000 57454250 56503820 00000000 000000 9d012a 2500 1500'),
  'WebP, lossless': hex('52494646 00000000 57454250 5650384c 00000000 2f 24000500 0000000000'),
  'WebP, extended': hex('52494646 00000000 57454250 56503858 0a000000 30000000 240000 140000'),
  'SVG with measures': svg('width="37px" height="21" viewBox="0 0 74 42"'),
  'SVG with a view box': svg("width='100%' viewBox='0,0 37 21'"),
};

describe('the size of a picture', () => {
  it.each(Object.entries(heads))('%s', (_name, head) => {
    expect(pictureSize(head)).toEqual({ width: 37, height: 21 });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['no picture', Buffer.from('A text that is longer than any head.')],
    ['an SVG without measures', svg('width="100%"')],
    ['a PNG of no width', hex('89504e470d0a1a0a 0000000d 49484452 00000000 00000015')],
    ['a JPEG without a frame', hex(`ffd8 ${'ffe0000400 00'.repeat(50)}`)],
  ])('is not known of %s', (_name, head) => {
    expect(pictureSize(head)).toBeUndefined();
  });

  it('is read, or not, of any head that breaks off', () => {
    for (const head of Object.values(heads))
      for (let length = 0; length < head.length; length += 1)
        expect(() => pictureSize(head.subarray(0, length))).not.toThrow();
  });
});
