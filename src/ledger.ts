import type { VFile } from 'vfile';
import * as z from 'zod';
import { messages, report } from './messages/index.ts';

const id = z.string().regex(/^-?\d{1,19}$/u);
const seconds = z.int().nonnegative();

const part = z.strictObject({ name: z.string(), id });

/** A note type as learners have it: an import takes notes over only while this shape is the same. */
const ledgerNotetype = z.strictObject({
  key: z.string(),
  id: z.int().positive(),
  name: z.string(),
  kind: z.enum(['normal', 'cloze']),
  fields: z.array(part),
  templates: z.array(part),
  /** Of the whole definition. */
  hash: z.string(),
  mod: seconds,
});

const ledgerNote = z.strictObject({
  guid: z.string().min(1),
  /** Milliseconds since 1970. */
  id: z.int().positive(),
  file: z.string(),
  /** Full name of its deck. */
  deck: z.string(),
  /** The explicit id. */
  name: z.string().optional(),
  type: z.string(),
  /** Text of the front, shortened. */
  front: z.string(),
  /** Hash of what the author wrote beside the front. */
  back: z.string(),
  /** Hash of what the author wrote. */
  hash: z.string(),
  /** Hash of the HTML that was made of it. */
  html: z.string(),
  mod: seconds,
  /** Number and hidden text of every deletion, in the order of writing. */
  cloze: z.array(z.tuple([z.int().positive(), z.string()])).optional(),
  /** Numbers that stood for a text which is gone: given again to that text only. */
  dead: z.array(z.tuple([z.int().positive(), z.string()])).optional(),
});

/** A media file that learners have under this name, from before the project. */
const ledgerMedia = z.strictObject({ name: z.string().min(1), file: z.string(), sha1: z.string() });

/** `deckwright.lock`: what learners have, so that a build knows what is theirs. */
export const ledgerSchema = z.strictObject({
  deckwright: z.literal(1),
  notetypes: z.array(ledgerNotetype),
  notes: z.array(ledgerNote),
  retired: z.array(ledgerNote),
  media: z.array(ledgerMedia).optional(),
  /**
   * Whose subscribers of CrowdAnki know them by others than ours: uuids of decks (`deck:NAME`), note types
   * (`notetype:ID`) and presets (`preset:DECK`), and the names of presets (`preset-name:UUID`).
   */
  uuids: z.record(z.string(), z.string()).optional(),
});

export type Ledger = z.infer<typeof ledgerSchema>;
export type LedgerNote = z.infer<typeof ledgerNote>;
export type LedgerMedia = z.infer<typeof ledgerMedia>;
export type LedgerNotetype = z.infer<typeof ledgerNotetype>;

export const emptyLedger: Ledger = { deckwright: 1, notetypes: [], notes: [], retired: [] };

/** Longest text of a front, or of a deletion, that the ledger keeps. */
export const shortText = 160;

/** A text as the ledger keeps it. */
export function shortened(text: string): string {
  const plain = text.normalize('NFC');
  return plain.length <= shortText ? plain : `${plain.slice(0, shortText - 1)}…`;
}

/** Reads a ledger; what is wrong with it becomes messages on the file. */
export function parseLedger(file: VFile): Ledger | undefined {
  const lines = String(file.value).split('\n');
  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |$)/u.test(line));
  if (conflict !== -1) {
    report(file, { line: conflict + 1, column: 1 }, messages.ledgerConflict());
    return undefined;
  }
  const value = parseJson(lines, file);
  if (value === undefined) return undefined;
  const result = ledgerSchema.safeParse(value);
  if (result.success) return withoutRepeats(result.data);
  for (const issue of result.error.issues.slice(0, 10)) {
    const [list, index] = issue.path;
    const line = lineOf(lines, String(list), typeof index === 'number' ? index : 0);
    report(
      file,
      { line, column: 1 },
      messages.ledgerInvalid(`${issue.path.join('.')}: ${issue.message}`),
    );
  }
  return undefined;
}

/** A ledger as text: one note a line, and a line between, so that git merges two branches' notes. */
export function printLedger(ledger: Ledger): string {
  return [...ledgerPieces(ledger)].join('');
}

/** The same piece by piece: the text of a hundred thousand notes takes 25 MB. */
export function* ledgerPieces(ledger: Ledger): Generator<string> {
  yield `{\n"deckwright": ${ledger.deckwright},\n"notetypes": `;
  yield* listPieces(ledger.notetypes);
  yield ',\n"notes": ';
  yield* listPieces(ledger.notes);
  yield ',\n"retired": ';
  yield* listPieces(ledger.retired);
  if (ledger.media) {
    yield ',\n"media": ';
    yield* listPieces(ledger.media);
  }
  if (ledger.uuids) yield `,\n"uuids": ${JSON.stringify(ledger.uuids)}`;
  yield '\n}\n';
}

function* listPieces(rows: unknown[]): Generator<string> {
  yield '[';
  for (const [index, row] of rows.entries())
    yield `${index === 0 ? '\n' : '\n,\n'}${JSON.stringify(row)}`;
  yield '\n]';
}

function parseJson(lines: string[], file: VFile): unknown {
  try {
    return JSON.parse(withCommas(lines));
  } catch (error) {
    const broken = lines.findIndex((line) => line.startsWith('{"') && !isJson(line));
    const line = broken === -1 ? lines.length : broken + 1;
    report(file, { line, column: 1 }, messages.ledgerInvalid((error as Error).message));
    return undefined;
  }
}

/** A merge may leave two rows without the comma between them, or with two: only rows begin and end a line so. */
function withCommas(lines: string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== ',')
    .join('\n')
    .replaceAll('}\n{', '}\n,\n{');
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function lineOf(lines: string[], list: string, index: number): number {
  const start = lines.findIndex((line) => line.startsWith(`"${list}"`));
  let left = index;
  for (let at = start + 1; at < lines.length; at += 1) {
    if (!lines[at]?.startsWith('{')) continue;
    if (left === 0) return at + 1;
    left -= 1;
  }
  return Math.max(1, start + 1);
}

/**
 * A merge of two branches may bring a row twice (the newer `mod` counts), a note that one side retired, and
 * two notes that both sides gave the same id when they made them (learners' apps match by guid, so any will do).
 */
function withoutRepeats({ notetypes, notes, retired, ...rest }: Ledger): Ledger {
  const living = newest(notes, ({ guid }) => guid);
  const known = new Set(living.map(({ guid }) => guid));
  const ids = new Set<number>();
  const withOwnId = (note: LedgerNote): LedgerNote => {
    let id = note.id;
    while (ids.has(id)) id += 1;
    ids.add(id);
    return id === note.id ? note : { ...note, id };
  };
  return {
    ...rest,
    notetypes: newest(notetypes, ({ key }) => key),
    notes: living.map(withOwnId),
    retired: newest(retired, ({ guid }) => guid)
      .filter(({ guid }) => !known.has(guid))
      .map(withOwnId),
  };
}

/** Whether to read it again would change nothing: no row is there twice, and no two notes have one id. */
export function isTidy({ notetypes, notes, retired }: Ledger): boolean {
  const all = [...notes, ...retired];
  return (
    isEachOnce(notetypes, ({ key }) => key) &&
    isEachOnce(all, ({ guid }) => guid) &&
    isEachOnce(all, ({ id }) => id)
  );
}

function isEachOnce<Row>(rows: Row[], keyOf: (row: Row) => unknown): boolean {
  return new Set(rows.map(keyOf)).size === rows.length;
}

/** Of rows with one key the newest, in the place of the first. */
function newest<Row extends { mod: number }>(rows: Row[], keyOf: (row: Row) => string): Row[] {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    const before = latest.get(keyOf(row));
    if (!before || row.mod > before.mod) latest.set(keyOf(row), row);
  }
  return [...latest.values()];
}
