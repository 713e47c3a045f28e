import type { LedgerNote } from '../ledger.ts';
import type { Claim } from './claims.ts';
import type { Matching } from './matching.ts';

/** Where something stands: behind and before which known note, or edge of a file. */
export interface Place {
  after: string;
  before: string;
}

/** The places of all that is still open: a note now and one of the ledger that share a neighbour share a place. */
export function placesOf(
  claims: Claim[],
  known: LedgerNote[],
  { matched, open }: Matching,
): Map<Claim | LedgerNote, Place> {
  const places = new Map<Claim | LedgerNote, Place>();
  walk(
    claims,
    ({ traits }) => traits.file,
    (claim) => matched.get(claim)?.guid,
  );
  walk(
    known,
    ({ file }) => file,
    (entry) => (open.has(entry) ? undefined : entry.guid),
  );
  return places;

  function walk<Row extends Claim | LedgerNote>(
    rows: Row[],
    fileOf: (row: Row) => string,
    guidOf: (row: Row) => string | undefined,
  ): void {
    let after = '';
    let run: Row[] = [];
    const end = (before: string) => {
      for (const row of run) places.set(row, { after, before });
      run = [];
    };
    for (const [index, row] of rows.entries()) {
      const file = fileOf(row);
      const last = rows[index - 1];
      if (!last || fileOf(last) !== file) {
        if (last) end(`end of ${fileOf(last)}`);
        after = `start of ${file}`;
      }
      const guid = guidOf(row);
      if (guid === undefined) run.push(row);
      else {
        end(`note ${guid}`);
        after = `note ${guid}`;
      }
    }
    const last = rows.at(-1);
    if (last) end(`end of ${fileOf(last)}`);
  }
}
