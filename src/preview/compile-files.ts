import { VFile } from 'vfile';
import { compileProject } from '../compile.ts';
import type { Project } from '../project.ts';
import { readSource } from '../read/index.ts';
import type { Shelf } from '../shelf.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/**
 * Compiles some deck files by themselves, with all else as it was read before. Undefined if one is gone.
 * What only all files together tell, such as duplicates and dead links, is left to a whole compilation.
 */
export async function compileFiles(
  paths: string[],
  project: Project,
  shelf?: Shelf,
): Promise<Snapshot | undefined> {
  const sources = paths.map((path) => readSource(project, path));
  const found = sources.filter((source) => source !== undefined);
  if (found.length < paths.length) return undefined;
  const { ledger, baseline: _, ...rest } = project;
  const compiled = await compileProject(
    {
      ...rest,
      ...{ sources: found, files: [], folders: copied(project.folders) },
      ...(ledger && {
        ledger: { ...ledger, notes: ledger.notes.filter(({ file }) => paths.includes(file)) },
      }),
    },
    { shelf },
  );
  const snapshot = snapshotOf(compiled);
  const problems = snapshot.problems.filter(({ id }) => !fromAfar.has(id));
  return { ...snapshot, problems };
}

/** Messages that a file by itself can neither cause nor clear. */
const fromAfar = new Set([
  ...['dead-link', 'no-notes', 'near-duplicate', 'two-answers', 'unused-media'],
  ...['note-retired', 'tag-case', 'history-ambiguous', 'history-split'],
]);

/** A compilation writes messages onto its files. */
function copied(files: Map<string, VFile>): Map<string, VFile> {
  return new Map(
    [...files].map(([folder, { path, value }]) => [folder, new VFile({ path, value })]),
  );
}
