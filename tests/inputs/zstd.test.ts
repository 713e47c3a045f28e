import { decompress } from 'fzstd';
import { describe, expect, it } from 'vitest';
import { unzstd } from '../../src/inputs/apkg/zstd/index.ts';
import { isSurroundingsError } from '../../src/surroundings.ts';
import { randomFrom } from './mutate.ts';
import { rawFrame } from './packages.ts';
import { contents } from './zstd-contents.ts';
import frames from './zstd-frames.json' with { type: 'json' };

const CONTENTS = contents();
const bound = (bytes: number) => ({ bytes, limit: 'ratio' as const });

function frameOf(content: string, level = '3'): Uint8Array {
  const found = frames.find((each) => each.content === content && each.level === level);
  return Buffer.from(found?.frame ?? '', 'base64');
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0;
}

describe('zstd', () => {
  it.each(frames)('unpacks what the reference made of $content at level $level', (each) => {
    const unpacked = unzstd(Buffer.from(each.frame, 'base64'), bound(1e6));
    expect(isSame(unpacked, CONTENTS[each.content])).toBe(true);
  });

  it('unpacks raw blocks, and frames one after another with what is to be skipped', () => {
    const { pages = new Uint8Array(0), words } = CONTENTS;
    const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const all = Buffer.concat([rawFrame(pages), skipped, frameOf('words', '5'), frameOf('empty')]);
    const unpacked = unzstd(all, bound(1e6));
    expect(isSame(unpacked.subarray(0, pages.length), pages)).toBe(true);
    expect(isSame(unpacked.subarray(pages.length), words)).toBe(true);
  });

  it('lets out no more than allowed', () => {
    const { zeros } = CONTENTS;
    expect(isSame(unzstd(frameOf('zeros'), bound(300_000)), zeros)).toBe(true);
    for (const most of [0, 1, 131_072, 299_999]) {
      expect(() => unzstd(frameOf('zeros'), bound(most))).toThrow(/the limit `ratio`/);
      expect(() => unzstd(frameOf('pages', '1'), bound(most))).toThrow(/the limit `ratio`/);
    }
  });

  it('does not believe a size of petabytes', () => {
    const frame = rawFrame(Buffer.from('text'));
    frame[10] = 0xff;
    expect(() => unzstd(frame, bound(2 ** 60))).toThrow(/no valid zstd/);
  });

  /** Three bytes: size, kind (0 raw, 1 repeated, 2 compressed), last. */
  const block = (kind: number, content: number[], size = content.length) =>
    [0, 8, 16].map((shift) => (((size << 3) | (kind << 1) | 1) >> shift) & 255).concat(content);
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3];

  it.each<[what: string, bytes: number[]]>([
    ['nothing', []],
    ['no frame', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['no block', head],
    ['a block that is cut', [...head, ...block(0, [1, 2], 3)]],
    ['a block of the reserved kind', [...head, ...block(3, [1])]],
    ['a block that is too large', [...head, ...block(1, [1], 200_000)]],
    ['a dictionary', [0x28, 0xb5, 0x2f, 0xfd, 1, 7 << 3, 5, ...block(0, [1])]],
    ['more to skip than there is', [0x50, 0x2a, 0x4d, 0x18, 0xff, 0xff, 0xff, 0xff]],
    ['a code that was never told', [...head, ...block(2, [0x13, 0, 0, 1, 0])]],
    // One literal, then 98,047 sequences of a match of 64 KiB each: 26 bytes, hours elsewhere.
    ['a bomb', [...head, ...block(2, [8, 65, 255, 255, 255, 0x54, 0, 2, 52, 255, 255, 255, 1])]],
  ])('gives the known error for %s', (_, bytes) => {
    const unpack = () => unzstd(Uint8Array.from(bytes), bound(1e9));
    expect(unpack).toThrow(expect.objectContaining({ surroundings: true }));
    expect(unpack).toThrow(/zstd/);
  });

  it('unpacks a damaged frame as others do, or gives the known error', () => {
    const outcomes = { same: 0, refused: 0 };
    for (let seed = 1; seed <= 600; seed += 1) {
      const random = randomFrom(seed);
      const { frame } = frames[Math.floor(random() * frames.length)] ?? { frame: '' };
      const bytes = Buffer.from(frame, 'base64');
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const unpacked = outcomeOf(bytes);
      if (!unpacked) outcomes.refused += 1;
      // What is let through is sound, so that fzstd, which trusts its input, may read it too.
      else if (isSame(unpacked, decompress(bytes))) outcomes.same += 1;
    }
    expect(outcomes.same + outcomes.refused).toBe(600);
    expect(Math.min(outcomes.same, outcomes.refused)).toBeGreaterThan(60);
  });
});

function outcomeOf(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return unzstd(bytes, bound(1e7));
  } catch (error) {
    if (isSurroundingsError(error)) return undefined;
    throw error;
  }
}
