import { VFile } from 'vfile';
import type { Compiled } from '../compile.ts';
import { type LedgerNote, printLedger } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { FlagValues, Surroundings } from './command.ts';

const mostNamed = 5;

/** Whether the ledger must not change: as the flag says, else wherever `CI` is set. */
export function isFrozen(values: FlagValues, { env }: Surroundings): boolean {
  if (typeof values.frozen === 'boolean') return values.frozen;
  return !['', '0', 'false'].includes((env.CI ?? '').toLowerCase());
}

/** Says what the ledger on disk does not know. */
export function tellStale({ ledger, changes, project, files }: Compiled): void {
  const known = files.find(({ path }) => path === 'deckwright.lock');
  if (String(known?.value ?? '').replaceAll('\r\n', '\n') === printLedger(ledger)) return;
  const file = known ?? new VFile({ path: 'deckwright.lock' });
  if (!known) {
    files.push(file);
    project.files.push(file);
  }
  const said = [
    named('new', changes.added),
    named('changed', changes.changed),
    named('retired', changes.retired),
    changes.notetypes.length > 0 &&
      `note types changed: ${changes.notetypes.map(({ name }) => name).join(', ')}`,
  ].filter((text) => text !== false);
  report(
    file,
    undefined,
    messages.ledgerStale(said.length > 0 ? said : ['notes stand in another place']),
  );
}

function named(what: string, notes: LedgerNote[]): string | false {
  if (notes.length === 0) return false;
  const fronts = notes.slice(0, mostNamed).map(({ front, file }) => `"${front}" (${file})`);
  return `${notes.length} ${what}: ${fronts.join(', ')}${notes.length > mostNamed ? ', …' : ''}`;
}
