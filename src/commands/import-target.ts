import { execFile } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VFile } from 'vfile';
import { type Ledger, parseLedger } from '../ledger.ts';
import { surroundingsError } from '../surroundings.ts';

/** The folder that is imported into. */
export interface Target {
  root: string;
  /** Files below `decks` and `templates`, relative to the root, with `/`. */
  taken: string[];
  hasOptions: boolean;
  ledger?: Ledger;
}

/** Looks whether a folder may be imported into: without `force` only where nothing can get lost. */
export async function openTarget(root: string, force: boolean): Promise<Target> {
  for (const folder of [root, join(root, 'decks'), join(root, 'templates')])
    if (existsSync(folder) && !lstatSync(folder).isDirectory())
      throw surroundingsError(`${folder} is no folder. Import into another one with --root.`);
  const taken = ['decks', 'templates'].flatMap((folder) => filesIn(root, folder));
  const ledger = ledgerIn(root);
  const decks = taken.filter((path) =>
    /^decks\/(?:.*\/)?(?![_.])[^/]*\.(?:md|csv|tsv)$/iu.test(path),
  );
  if (!force && decks[0] !== undefined)
    throw surroundingsError(
      `There are decks in ${root} already, such as ${decks[0]}. Import into a new folder with --root, or beside them with --force.`,
    );
  if (!force && ledger && ledger.notes.length > 0)
    throw surroundingsError(
      `There is a deckwright.lock with notes in ${root} already. Import into a new folder with --root, or add to it with --force.`,
    );
  if (!force && (await hasChanges(root)))
    throw surroundingsError(
      `There are changes in ${root} that are not committed. Commit them first, or import with --force.`,
    );
  const hasOptions = existsSync(join(root, 'deckwright.yaml'));
  return { root, taken, hasOptions, ...(ledger && { ledger }) };
}

/** The ledger of what was there and what came. Throws the known error where both have the same note. */
export function withLedger({ ledger: known, root }: Target, added: Ledger): Ledger {
  if (!known) return added;
  const guids = new Set([...known.notes, ...known.retired].map(({ guid }) => guid));
  const twice = added.notes.filter(({ guid }) => guids.has(guid)).length;
  if (twice > 0)
    throw surroundingsError(`${twice} of the notes are in ${root} already: nothing was imported.`);
  const keys = new Map(known.notetypes.map(({ id, key }) => [id, key]));
  const fresh = added.notetypes.filter(({ id }) => !keys.has(id));
  // Those that come with Deckwright are the same in every project.
  const type = added.notetypes.find(({ id, key }) => (keys.get(id) ?? key) !== key);
  if (type)
    throw surroundingsError(
      `The note type "${type.name}" is in ${root} already. Import all packages in one go, into a new folder.`,
    );
  const media = [...(known.media ?? []), ...(added.media ?? [])];
  const uuids = known.uuids || added.uuids ? { ...known.uuids, ...added.uuids } : undefined;
  return {
    deckwright: 1,
    notetypes: [...known.notetypes, ...fresh],
    notes: [...known.notes, ...added.notes],
    retired: known.retired,
    ...(media.length > 0 && { media }),
    ...(uuids && { uuids }),
  };
}

function filesIn(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  );
}

function ledgerIn(root: string): Ledger | undefined {
  const path = join(root, 'deckwright.lock');
  if (!existsSync(path)) return undefined;
  const ledger = parseLedger(new VFile({ path, value: readFileSync(path, 'utf8') }));
  if (ledger) return ledger;
  throw surroundingsError(`${path} cannot be read. See deckwright check.`);
}

/** Whether git knows of changes below the folder; where there is no git, nothing can tell. */
async function hasChanges(root: string): Promise<boolean> {
  if (!existsSync(root)) return false;
  try {
    const status = await promisify(execFile)(
      'git',
      ['-C', root, 'status', '--porcelain', '--', '.'],
      { maxBuffer: 1 << 26 },
    );
    return status.stdout.trim() !== '';
  } catch {
    return false;
  }
}
