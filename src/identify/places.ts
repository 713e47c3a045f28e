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
  const now = claims.map((row) => ({ row, file: row.traits.file, guid: matched.get(row)?.guid }));
  const then = known.map((row) => {
    const guid = open.has(row) ? undefined : row.guid;
    return { row, file: row.file, guid };
  });
  return new Map<Claim | LedgerNote, Place>([...places(now), ...places(then)]);
}

interface Stand<Row> {
  row: Row;
  file: string;
  /** Nothing for what is still open. */
  guid: string | undefined;
}

function places<Row>(rows: Stand<Row>[]): [Row, Place][] {
  const found: [Row, Place][] = [];
  let after = '';
  let run: Row[] = [];
  const end = (before: string) => {
    for (const row of run) found.push([row, { after, before }]);
    run = [];
    after = before;
  };
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) {
      end(`end of ${file}`);
      after = `start of ${row.file}`;
      file = row.file;
    }
    if (row.guid === undefined) run.push(row.row);
    else end(`note ${row.guid}`);
  }
  end(`end of ${file}`);
  return found;
}
