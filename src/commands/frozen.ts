import { VFile } from 'vfile';
import type { Compiled } from '../compile.ts';
import { messages, report } from '../messages/index.ts';
import type { FlagValues, Surroundings } from './command.ts';
import { ledgerHash } from './ledger-file.ts';

const mostNamed = 3;

/** Whether the ledger must not change: as the flag says, else wherever `CI` is set. */
export function isFrozen(values: FlagValues, { env }: Surroundings): boolean {
  if (typeof values.frozen === 'boolean') return values.frozen;
  return !['', '0', 'false'].includes((env.CI ?? '').toLowerCase());
}

/** Whether the ledger on disk says what it should; `sha256`: the hash of that, if it is known already. */
export function isUpToDate({ ledger, files }: Compiled, sha256 = ledgerHash(ledger)): boolean {
  return files.find(({ path }) => path === 'deckwright.lock')?.data.sha256 === sha256;
}

/** Says what the ledger on disk does not know. */
export function tellStale(compiled: Compiled): void {
  if (isUpToDate(compiled)) return;
  const { changes, project, files } = compiled;
  const known = files.find(({ path }) => path === 'deckwright.lock');
  const file = known ?? new VFile({ path: 'deckwright.lock' });
  if (!known) {
    files.push(file);
    project.files.push(file);
  }
  const { added, changed, retired, notetypes } = changes;
  const counts = [
    counted(added.length, 'new note'),
    counted(changed.length, 'changed note'),
    counted(retired.length, 'retired note'),
    counted(notetypes.length, 'changed note type'),
  ].filter((text) => text !== '');
  const named = [
    ...[...added, ...changed, ...retired].map((note) => `"${short(note.front)}" (${note.file})`),
    ...notetypes.map(({ name }) => `the note type ${name}`),
  ];
  report(
    file,
    undefined,
    messages.ledgerStale(
      counts.length > 0 ? counts : ['notes stand in another place'],
      named.slice(0, mostNamed),
    ),
  );
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** In characters. */
const longestFront = 40;

function short(front: string): string {
  const characters = [...front];
  if (characters.length <= longestFront) return front;
  return `${characters.slice(0, longestFront - 1).join('')}…`;
}
