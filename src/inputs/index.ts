import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Imported } from '../imported.ts';
import { surroundingsError } from '../surroundings.ts';
import { ankiTextInput } from './anki-text/index.ts';
import { apkgInput } from './apkg/index.ts';
import { cardPageInput } from './card-page/index.ts';
import { crowdankiInput } from './crowdanki/index.ts';
import type { Input, InputFile, InputOptions } from './input.ts';
import { obsidianInput } from './obsidian/index.ts';
import { tableInput } from './table/index.ts';

export { importedOf, type ReadPackage, readPackage } from './apkg/index.ts';
export type { Input, InputFile, InputOptions } from './input.ts';
export { DEFAULT_LIMITS, type PackageLimits } from './limits.ts';
export { separatorOf } from './text/index.ts';

/** Every kind of file that can be imported, in the order in which a file is tried: one file or folder each. */
export const inputs: Record<string, Input> = {
  apkg: apkgInput,
  crowdanki: crowdankiInput,
  'anki-text': ankiTextInput,
  'card-page': cardPageInput,
  table: tableInput,
  obsidian: obsidianInput,
};

/**
 * Reads a file or folder as the kind that `kind` names, or else as the first that it looks like. Throws the
 * known error if it cannot be read, or looks like none.
 */
export async function readInput(
  path: string,
  options: InputOptions = {},
  kind?: string,
): Promise<Imported> {
  const file = look(path);
  const named = kind === undefined ? undefined : inputs[kind];
  const input = named ?? Object.values(inputs).find(({ matches }) => matches(file));
  if (input) return input.read(path, options);
  const known = Object.values(inputs).map(({ summary }) => summary);
  throw surroundingsError(
    `${path} is of no known kind. What can be read: ${known.join('; ')}. If it is one of these, say so with --as.`,
  );
}

/** How much of a file is looked at to see what it is. */
const headBytes = 4096;

function look(path: string): InputFile {
  try {
    const name = basename(path).normalize('NFC');
    const stats = statSync(path);
    if (stats.isDirectory())
      return { name, isFolder: true, files: readdirSync(path), head: new Uint8Array() };
    // Opening a pipe would wait for somebody to write into it.
    if (!stats.isFile()) throw new Error('it is no file');
    const head = Buffer.alloc(headBytes);
    const file = openSync(path, 'r');
    try {
      const length = readSync(file, head, 0, headBytes, 0);
      return { name, isFolder: false, files: [], head: head.subarray(0, length) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw surroundingsError(`${path} cannot be opened: ${reason}.`, error);
  }
}
