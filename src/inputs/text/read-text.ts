import { createReadStream, statSync } from 'node:fs';
import { surroundingsError } from '../../surroundings.ts';

/** A text file as it was understood. */
export interface ReadText {
  /** With LF line endings, and without a byte order mark. */
  text: string;
  /** What had to be guessed. */
  said: string[];
}

/** Bytes: room for a million notes. */
const largest = 128 * 1024 * 1024;

/** A text file of any usual encoding. Throws the known error if it cannot be read, is too large, or no text. */
export async function readText(path: string, most = largest): Promise<ReadText> {
  const bytes = await readBytes(path, most);
  const { text, said } = decoded(bytes, path);
  const whole = text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  if (whole.includes('\0')) throw surroundingsError(`${path} is no text: it holds zero bytes.`);
  return { text: whole, said };
}

async function readBytes(path: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new Error('it is no file');
    // A file may grow while it is read.
    for await (const chunk of createReadStream(path, { end: most })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw surroundingsError(`${path} cannot be read: ${reason}.`, error);
  }
  if (length > most)
    throw surroundingsError(
      `${path} is larger than ${most / 2 ** 20} MiB. Cut it into several files.`,
    );
  return Buffer.concat(chunks);
}

/** By the byte order mark; else UTF-8; else what spreadsheets write on Windows. */
function decoded(bytes: Buffer, path: string): ReadText {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return { text: new TextDecoder('utf-16le').decode(bytes), said: [] };
  if (mark === 'feff') return { text: new TextDecoder('utf-16be').decode(bytes), said: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), said: [] };
  } catch {
    if (bytes.includes(0)) throw surroundingsError(`${path} is no text: it holds zero bytes.`);
    const said = [
      'The file is not UTF-8, and was read as Windows-1252: look whether its letters are right.',
    ];
    return { text: new TextDecoder('windows-1252').decode(bytes), said };
  }
}
