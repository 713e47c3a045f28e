import { VFile } from 'vfile';
import type { CheckedDeck } from '../src/check/index.ts';
import type { Claim } from '../src/identify/claims.ts';
import { factsOf } from '../src/identify/index.ts';
import { matchNotes } from '../src/identify/match.ts';
import { emptyLedger, type Ledger, type LedgerNote } from '../src/ledger.ts';
import type { Note } from '../src/tree.ts';

/** Times how long it takes to find notes again of which some were reworded: `node --import tsx/esm bench/matching.ts 10000 500`. */
const [count = 10000, reworded = 500] = process.argv.slice(2).map(Number);
const perFile = 100;
const words =
  'network gradient weight layer loss batch kernel token tree leaf margin epoch vector matrix sample feature class score depth width'.split(
    ' ',
  );
const file = new VFile({ path: 'decks/a.md' });

measure('every tenth in another file', (index) => (index % 10 === 3 ? index + perFile : index));
measure('all in their places', (index) => index);

function measure(what: string, placeOf: (index: number) => number): void {
  const before = Array.from({ length: count }, (_, index) => note(index, false));
  const ledger: Ledger = {
    ...emptyLedger,
    notes: before.map((one, index) => entryOf(one, index)),
  };
  const step = Math.max(1, Math.floor(count / reworded));
  const after = before.map((one, index) => (index % step === 0 ? note(index, true) : one));
  const claims = after
    .map((one, index) => ({ one, place: placeOf(index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one, place }) => claimOf(one, pathOf(place)));
  const start = process.cpuUsage();
  const { matched, open } = matchNotes(claims, ledger);
  const { user, system } = process.cpuUsage(start);
  const right = claims.filter(
    (claim) => matched.get(claim)?.guid === `guid${claim.note.head.start.line}`,
  );
  console.log(
    `${count} notes, ${Math.ceil(count / step)} reworded, ${what}: ${((user + system) / 1000).toFixed(0)} ms of processor time; ${right.length} found again, ${matched.size - right.length} wrongly, ${open.size} left open`,
  );
}

function note(number: number, anew: boolean): Note {
  const [a, b, c] = [7, 11, 13].map((step) => words[(number * step) % words.length] ?? '');
  const front = anew
    ? `What exactly does ${a} ${number} change in the ${b} of its ${c}?`
    : `What does the ${a} ${number} do to the ${b} of a ${c}?`;
  const back = `The ${b} of ${a} ${number} ${anew ? 'grows with the' : 'shrinks by the'} ${c}, as is well known.`;
  const text = (name: string, value: string) => ({
    ...{ type: 'field' as const, name },
    children: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] }],
  });
  const point = { line: number, column: 1 };
  return {
    ...{ type: 'note', notetype: 'basic', deck: 'Deck', tags: [], context: [], front },
    children: [text('Front', front), text('Back', back)],
    ...{ head: { start: point, end: point }, position: { start: point, end: point } },
  };
}

function claimOf(one: Note, path: string): Claim {
  const deck = { path, name: 'Deck', children: [one] } as unknown as CheckedDeck;
  const [fact] = factsOf(deck).notes;
  if (!fact) throw new Error('A note has no facts.');
  return { note: fact, file, traits: fact.traits };
}

function entryOf(one: Note, index: number): LedgerNote {
  const { traits } = claimOf(one, pathOf(index));
  return {
    ...{ guid: `guid${index}`, id: index + 1, deck: 'Deck', hash: '', html: '', mod: 1 },
    ...traits,
  };
}

function pathOf(place: number): string {
  return `decks/${String(Math.floor(place / perFile)).padStart(4, '0')}.md`;
}
