import { randomFrom } from './mutate.ts';

/** Contents that make a compressor use all of its ways; `zstd-frames.json` holds what it made of them. */
export function contents(): Record<string, Uint8Array> {
  const random = randomFrom(8878);
  const below = (most: number) => Math.floor(random() * most);
  const bytes = (length: number, byte: () => number) => Uint8Array.from({ length }, byte);
  const letters = 'etaoinshrdlucmfwypvbgkjqxz';
  const vocabulary = Array.from({ length: 300 }, () =>
    Array.from({ length: 2 + below(8) }, () => letters[below(26)]).join(''),
  );
  const words = Array.from({ length: 2500 }, () => vocabulary[below(300)]).join(' ');
  const page = Buffer.from(words);
  return {
    empty: new Uint8Array(0),
    tiny: Buffer.from('a'),
    zeros: new Uint8Array(300_000),
    noise: bytes(700, () => below(256)),
    words: page,
    // Literals that are worth a code, without repetitions.
    skewed: bytes(5000, () => Math.floor(-Math.log(1 - random()) * 9) & 255),
    nibbles: bytes(3000, () => below(12)),
    // More than a block, repeated from far back.
    pages: Buffer.concat(Array.from({ length: 30 }, (_, at) => page.subarray(at * 7))),
    numbers: new Uint8Array(
      Uint32Array.from({ length: 1500 }, (_, at) => at * at + below(8)).buffer,
    ),
  };
}
