import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Compiled, type CompileOptions, compile } from '../src/compile.ts';
import { printLedger } from '../src/ledger.ts';
import { writeApkg } from '../src/outputs/index.ts';
import { type MessageData, messagesOf } from '../src/reporters/index.ts';
import { write } from '../src/write.ts';

/** Path in the project to text or bytes; `undefined` removes the file. */
export type Files = Record<string, string | Uint8Array | undefined>;

export interface TestProject {
  root: string;
  change: (files: Files) => void;
  /** Compiles, and keeps the ledger if there was no error. */
  build: (options?: Partial<CompileOptions>) => Promise<Built>;
  remove: () => void;
}

export interface Built extends Compiled {
  messages: MessageData[];
  errors: MessageData[];
  /** Guid by front. */
  guids: Record<string, string>;
  /** `mod` by front. */
  mods: Record<string, number>;
}

/** A project in a temporary folder. Each build is a day later than the one before. */
export function makeProject(files: Files): TestProject {
  const root = mkdtempSync(join(tmpdir(), 'deckwright-project-'));
  const day = { number: 0 };
  const change = (changes: Files) => {
    for (const [path, content] of Object.entries(changes)) {
      const location = join(root, path);
      if (content === undefined) rmSync(location, { recursive: true });
      else {
        mkdirSync(dirname(location), { recursive: true });
        writeFileSync(location, content);
      }
    }
  };
  change(files);
  return {
    root,
    change,
    build: async (options) => {
      day.number += 1;
      const compiled = await compile({ root, now: 1767225600 + day.number * 86400, ...options });
      const messages = messagesOf(compiled.files);
      const errors = messages.filter(({ severity }) => severity === 'error');
      if (errors.length === 0) change({ 'deckwright.lock': printLedger(compiled.ledger) });
      const notes = compiled.ledger.notes;
      return {
        ...compiled,
        ...{ messages, errors },
        guids: Object.fromEntries(notes.map(({ front, guid }) => [front, guid])),
        mods: Object.fromEntries(notes.map(({ front, mod }) => [front, mod])),
      };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Writes a package of the whole collection into the project's folder; gives its path. */
export async function packageOf(
  project: TestProject,
  built: Compiled,
  name: string,
): Promise<string> {
  const location = join(project.root, 'packages', `${name}.apkg`);
  await write([{ location, content: await writeApkg(built.collection, { format: 'legacy' }) }]);
  return location;
}
