/** Bytes that are handled at once; also zstd's largest block (RFC 8878, 3.1.1.2.4). */
export const PIECE = 128 * 1024;

/** Cuts bytes held in memory into pieces, so that what takes them can rest in between. */
export async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** Cuts a stream anew into pieces of exactly `PIECE` bytes (the last may be shorter). */
export async function* evenPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of content) {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + PIECE - length);
      from += part.length;
      length += part.length;
      held.push(part);
      if (length === PIECE) {
        yield joined(held);
        held = [];
        length = 0;
      }
    }
  }
  if (length > 0) yield joined(held);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const [first] = parts;
  return first && parts.length === 1 ? first : Buffer.concat(parts);
}
