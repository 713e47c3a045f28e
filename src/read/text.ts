import { VFile } from 'vfile';
import { plainCharacters } from '../characters.ts';
import { messages, report } from '../messages/index.ts';
import { readBytes } from './bytes.ts';
import type { FoundFile } from './walk.ts';

const largest = 16 * 1024 * 1024;
/** No line that a person writes is so long; what else would choke the Markdown parser, `parse` refuses. */
const longestLine = 200_000;

/** Reads a text file, unless it is too large to be one. */
export function readText({ path, location, size }: FoundFile, longest = longestLine): VFile {
  if (size <= largest) return textFile(path, readBytes(location), longest);
  const file = new VFile({ path, value: '' });
  report(file, undefined, messages.fileTooLarge(size, largest));
  return file;
}

/**
 * A text file as a VFile: UTF-8, LF line endings, no byte order mark, no control characters. A file that is
 * no text, or one that would choke a parser, gets a message and an empty value.
 */
export function textFile(path: string, bytes: Uint8Array, longest = longestLine): VFile {
  const file = new VFile({ path, value: '' });
  const text = decode(bytes, file)
    ?.replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n');
  if (text !== undefined && isFit(text, file, longest)) file.value = plainCharacters(text);
  return file;
}

function decode(bytes: Uint8Array, file: VFile): string | undefined {
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    report(file, pointAt(bytes, nul), messages.binaryFile());
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    report(file, pointAt(bytes, firstInvalid(bytes)), messages.invalidUtf8());
    return undefined;
  }
}

/** Where a lenient decoder first had to write a replacement that the bytes do not spell. */
function firstInvalid(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  const strict = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (strict(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pointAt(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = new TextDecoder().decode(bytes.subarray(0, offset)).split(/\r\n?|\n/u);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function isFit(text: string, file: VFile, longest: number): boolean {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length <= longest) continue;
    report(file, { line: index + 1, column: 1 }, messages.lineTooLong(line.length, longest));
    return false;
  }
  return true;
}
