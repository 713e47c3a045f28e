import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { type Compiled, compile } from '../../src/compile.ts';
import { printLedger } from '../../src/ledger.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { sampleTime } from '../sample.ts';
import { type CountSettings, countNotes } from './count.ts';
import { encoded, type Mutation, mutate } from './mutate.ts';
import type { Seed } from './seeds.ts';

/** What became of a damaged project. */
export type Outcome =
  | { kind: 'built'; compiled: Compiled }
  | { kind: 'messages'; ids: string[] }
  | { kind: 'failure'; what: string };

/** Makes the function that builds a damaged project and judges what comes of it. It never throws. */
export function createJudge(seeds: Seed[]): (mutation: Mutation) => Promise<Outcome> {
  const knowns = new Map<Seed, Promise<Known>>();
  return async (mutation) => {
    const seed = seeds[mutation.seed % seeds.length];
    if (!seed) throw new Error('Expected a seed');
    const known = knowns.get(seed) ?? knownOf(seed);
    knowns.set(seed, known);
    return judge(seed, await known, mutation);
  };
}

/** What is known of the sound project. */
interface Known {
  ledger: string;
  /** What the cards say. */
  shown: string;
}

async function knownOf({ root }: Seed): Promise<Known> {
  const compiled = await compile({ root, now: sampleTime });
  return { ledger: printLedger(compiled.ledger), shown: bare(shownBy(compiled)) };
}

async function judge(seed: Seed, known: Known, mutation: Mutation): Promise<Outcome> {
  const path = seed.texts[mutation.text % seed.texts.length] ?? '';
  const location = join(seed.root, path);
  const lock = join(seed.root, 'deckwright.lock');
  const sound = readFileSync(location);
  const own = existsSync(lock) ? readFileSync(lock) : undefined;
  try {
    if (mutation.published) writeFileSync(lock, known.ledger);
    const damaged = mutate(sound.toString('utf8'), mutation.changes);
    writeFileSync(location, encoded(damaged));
    const compiled = await compile({ root: seed.root, now: sampleTime + 86400 });
    const wrong = wrongIn(compiled, known, { path, damaged });
    if (wrong !== undefined) return { kind: 'failure', what: wrong };
    const errors = messagesOf(compiled.files).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { kind: 'messages', ids: errors.map(({ id }) => id) };
    return { kind: 'built', compiled };
  } catch (error) {
    return { kind: 'failure', what: error instanceof Error ? `${error.stack}` : String(error) };
  } finally {
    writeFileSync(location, sound);
    if (own) writeFileSync(lock, own);
    else rmSync(lock, { force: true });
  }
}

/** The first thing that is not as it must be. */
function wrongIn(
  compiled: Compiled,
  known: Known,
  change: { path: string; damaged: string },
): string | undefined {
  const all = messagesOf(compiled.files);
  const broken = all.some(({ severity }) => severity === 'error');
  return (
    wrongPlace(compiled) ??
    wrongRows(compiled) ??
    (broken ? undefined : (wrongNotes(compiled) ?? wrongCards(compiled))) ??
    (all.length > 0 ? undefined : missingWord(compiled, known, change))
  );
}

/** Every message points into its file. */
function wrongPlace({ files }: Compiled): string | undefined {
  for (const file of files) {
    const lines = String(file.value).split('\n');
    for (const { file: path, line, column = 1, id } of messagesOf([file])) {
      if (line === undefined || path !== file.path || String(file.value) === '') continue;
      const length = lines[line - 1]?.length;
      if (length === undefined || column < 1 || column > length + 1)
        return `${id} stands at ${line}:${column}, where nothing is`;
    }
  }
  return undefined;
}

/** Every row is there once, has what it refers to, and is in the ledger. */
function wrongRows({ collection, ledger }: Compiled): string | undefined {
  const { notes, cards, notetypes, decks } = collection;
  const lists = {
    guids: notes.map(({ guid }) => guid),
    notes: notes.map(({ id }) => id),
    cards: cards.map(({ id }) => id),
    ords: cards.map(({ noteId, ord }) => `${noteId} ${ord}`),
    decks: decks.map(({ id }) => id),
    names: decks.map(({ name }) => name.toLowerCase()),
    ledger: [...ledger.notes, ...ledger.retired].map(({ guid }) => guid),
    ids: [...ledger.notes, ...ledger.retired].map(({ id }) => id),
  };
  for (const [name, list] of Object.entries(lists))
    if (new Set<unknown>(list).size < list.length) return `${name} repeat: ${list.join(' ')}`;
  const known = new Set(ledger.notes.map(({ guid }) => guid));
  if (notes.some(({ guid }) => !known.has(guid))) return 'a note is not in the ledger';
  const noteIds = new Set(lists.notes);
  if (cards.some(({ noteId }) => !noteIds.has(noteId))) return 'a card has no note';
  const deckIds = new Set(lists.decks);
  if (cards.some(({ deckId }) => !deckIds.has(deckId))) return 'a card has no deck';
  for (const note of notes) {
    const fields = notetypes.find(({ id }) => id === note.notetypeId)?.fields;
    if (fields?.length !== note.fields.length) return 'a note has other fields than its type';
  }
  return undefined;
}

/** As many notes as the text has, by another count. */
function wrongNotes({ collection, project }: Compiled): string | undefined {
  const counts = project.sources.map(({ path, file }) =>
    countNotes(path, String(file.value), settingsAbove(path, project)),
  );
  if (counts.includes(undefined)) return undefined;
  const expected = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const got = collection.notes.length;
  return got === expected ? undefined : `${got} notes, though the text has ${expected}`;
}

function settingsAbove(path: string, { folders, options }: Compiled['project']): CountSettings {
  const above = path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  const own = above.map((folder) => {
    const file = folders.get(folder);
    return file ? (parseYaml(String(file.value)) as CountSettings | null) : undefined;
  });
  return Object.assign({}, options.settings, ...own);
}

/** As many cards as the note type says, or as there are numbers in the text of a cloze note. */
function wrongCards({ collection: { notes, notetypes, cards } }: Compiled): string | undefined {
  for (const note of notes) {
    const type = notetypes.find(({ id }) => id === note.notetypeId);
    const ords = cards.filter(({ noteId }) => noteId === note.id).map(({ ord }) => ord);
    const numbers = new Set(
      note.fields.flatMap((field) =>
        [...field.matchAll(/\{\{c([\d,]+)::/gu)].flatMap(([, list = '']) => list.split(',')),
      ),
    );
    const expected = type?.kind === 'cloze' ? numbers.size : type?.templates.length;
    if (ords.length === 0) return 'a note has no card';
    if (ords.length !== expected && (type?.kind === 'cloze' || isBuiltIn(type?.name)))
      return `a note has ${ords.length} cards, expected ${expected}: ${note.fields.join(' | ')}`;
  }
  return undefined;
}

function isBuiltIn(name = ''): boolean {
  return /^(?:Basic|Typed|Choice|Reversed)/u.test(name);
}

/** A word that the sound cards show, and that still stands in the damaged text, is on some card. */
function missingWord(
  compiled: Compiled,
  known: Known,
  { path, damaged }: { path: string; damaged: string },
): string | undefined {
  if (!/^decks\/.*\.(?:md|csv|tsv)$/u.test(path) || /<!|\bskip\b|type=.*occlusion/u.test(damaged))
    return undefined;
  const shown = shownBy(compiled);
  const words = readable(damaged).match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const missing = words.find((word) => known.shown.includes(word) && !shown.includes(word));
  return missing === undefined ? undefined : `"${missing}" is on no card`;
}

/** Without what no card need show: settings, attributes, sections, first lines of fences, HTML tags, and where links lead. */
function readable(text: string): string {
  const hidden =
    /^---[ \t]*\n[\s\S]*?\n---[ \t]*$|^ {0,3}(?:#|`{3}|~{3}).*$|^(?:(?![ \t]*$).+\n)+ {0,3}=+[ \t]*$|<[^>]*>|https?:\S*|\]\([^)]*\)|^ {0,3}\[[^\]\n]*\]:.*$|\{[^{}\n]*\}/gmu;
  return text.normalize('NFC').replace(hidden, ' ');
}

function shownBy({ collection: { notes, decks, notetypes } }: Compiled): string {
  const texts = [
    ...notes.flatMap(({ fields, tags }) => [...fields.map(bare), ...fields, ...tags]),
    ...decks.flatMap(({ name, description }) => [name, bare(description), description]),
    ...notetypes.map(({ name }) => name),
  ];
  return texts.join('\n').normalize('NFC');
}

function bare(html: string): string {
  return html.replace(/<[^>]*>/gu, '');
}
