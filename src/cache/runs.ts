import { type BigIntStats, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Cache, cacheKey } from './store.ts';

/** A run of a command whose outcome another one like it would have, as long as nothing it read or wrote changes. */
export interface Run {
  /** Absolute paths of the files and folders that were read; one that is not there counts, too. */
  inputs: string[];
  /** Absolute paths of the files that were written. */
  outputs: string[];
}

/** What a run printed. */
export interface Printed {
  stdout: string;
  stderr: string;
  code: number;
}

interface Kept extends Run {
  state: string;
  printed: Printed;
}

/** What an earlier run under this key printed, if all that it read and wrote is as it was. */
export function repeatedRun(cache: Cache, key: string): Printed | undefined {
  const kept = cache.read('runs', key) as Kept | undefined;
  return kept && stateOf(kept).digest === kept.state ? kept.printed : undefined;
}

/** Clocks of file systems are coarse, some count whole seconds: what changed a moment ago may change again and not show it. */
const settled = { fine: 100, coarse: 2000 };

/** Keeps what a run printed; `began`: milliseconds since 1970. A file that was changed only just now prevents it. */
export function keepRun(
  cache: Cache,
  key: string,
  run: Run,
  printed: Printed,
  began: number,
): void {
  const { newest } = stateOf({ inputs: run.inputs, outputs: [] });
  if (!isSettled(newest, began)) return;
  cache.write('runs', key, { ...run, state: stateOf(run).digest, printed } satisfies Kept);
}

/** The state of a file, by what the system says of it: while it is the same, so are the bytes. */
export function stateOfFile(location: string): string {
  return stateOf({ inputs: [location], outputs: [] }).digest;
}

/** The same, unless the file changed only just now, and might again without showing it. */
export function settledState(location: string): string | undefined {
  const { digest, newest } = stateOf({ inputs: [location], outputs: [] });
  return isSettled(newest, Date.now()) ? digest : undefined;
}

function isSettled(newest: number, now: number): boolean {
  return newest <= now - (newest % 1000 === 0 ? settled.coarse : settled.fine);
}

interface State {
  digest: string;
  /** When the newest of them changed, in milliseconds since 1970. */
  newest: number;
}

/** The state of files and folders, by what the system says of them: their contents are not read. */
function stateOf({ inputs, outputs }: Run): State {
  const rows: string[] = [];
  let newest = 0;
  for (const place of [...inputs, ...outputs]) visit(place, false);
  return { digest: cacheKey(...rows), newest };

  function visit(location: string, isBelow: boolean): void {
    const found = lookAt(location);
    if (!found) return void rows.push(`${location} none`);
    rows.push(
      `${location} ${found.mode} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`,
    );
    newest = Math.max(newest, Number(found.ctimeMs), Number(found.mtimeMs));
    if (found.isSymbolicLink()) follow(location);
    else if (found.isDirectory())
      for (const name of readdirSync(location).sort())
        if (!isBelow || !name.startsWith('.')) visit(join(location, name), true);
  }

  function follow(link: string): void {
    const found = statSync(link, { bigint: true, throwIfNoEntry: false });
    if (found) newest = Math.max(newest, Number(found.ctimeMs));
    rows.push(found ? `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}` : 'nowhere');
  }
}

function lookAt(location: string): BigIntStats | undefined {
  return lstatSync(location, { bigint: true, throwIfNoEntry: false });
}
