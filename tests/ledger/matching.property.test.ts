import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { VFile } from 'vfile';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckedDeck } from '../../src/check/index.ts';
import { type CollectedDeck, collect, collectDeck } from '../../src/collect/index.ts';
import { numberDeletions } from '../../src/deletions.ts';
import { factsOf, type Identified, identify } from '../../src/identify/index.ts';
import { type Ledger, parseLedger, printLedger, shortText } from '../../src/ledger.ts';
import { optionsSchema } from '../../src/options.ts';
import type { Project } from '../../src/project.ts';
import { type Field, type Note, plainText } from '../../src/tree.ts';
import { makeProject } from '../project.ts';
import { type Draft, edited, firstWorld, notesOf, script, type World } from './author.ts';

const runs = Number(process.env.DECKWRIGHT_RUNS ?? 60);
const seed = Number(process.env.DECKWRIGHT_SEED ?? 1);
const day = 86400;
const start = 1767225600;

const state: { project?: Project } = {};

beforeAll(async () => {
  const project = makeProject({ 'decks/a.md': '# D\n\n## F?\n\nB.\n' });
  const { ledger: _, ...read } = (await project.build()).project;
  state.project = read;
  project.remove();
});

const history = fc.record({
  world: firstWorld,
  scripts: fc.array(script, { minLength: 1, maxLength: 3 }),
});

describe('whatever the author does', () => {
  it('no guid and no note id stands twice, and no entry of the ledger vanishes', () => {
    each(({ before, after }) => {
      const rows = [...after.ledger.notes, ...after.ledger.retired];
      expect(new Set(rows.map(({ guid }) => guid)).size).toBe(rows.length);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(after.ledger.notes).toHaveLength(notesOf(after.world).length);
      const guids = new Set(rows.map(({ guid }) => guid));
      for (const { guid } of [...before.ledger.notes, ...before.ledger.retired])
        expect(guids).toContain(guid);
    });
  });

  it('a note keeps its guid while it keeps its id, or a front that tells it', () => {
    each(({ before, after }) => {
      for (const one of survivors(before, after)) {
        if (mustKeep(one, before, after))
          expect([one.note.front, one.guid]).toEqual([one.note.front, one.guidBefore]);
      }
    });
  });

  it('no guid goes to another note type, and no mod goes back', () => {
    each(({ before, after }) => {
      const known = new Map(before.ledger.notes.map((entry) => [entry.guid, entry]));
      for (const { guid, type, mod, hash } of after.ledger.notes) {
        const old = known.get(guid);
        if (!old) continue;
        expect(type).toBe(old.type);
        if (hash === old.hash) expect(mod).toBe(old.mod);
        else expect(mod).toBeGreaterThan(old.mod);
      }
    });
  });

  it('the same sources and ledger give the same, in whatever order they are held', () => {
    each(({ before, after }) => {
      const again = release(after.world, before.ledger, after.now);
      expect(printLedger(again.ledger)).toBe(printLedger(after.ledger));
      const notetypes = new Map([...(state.project?.notetypes ?? [])].reverse());
      const turned = release(after.world, before.ledger, after.now, notetypes);
      expect(printLedger(turned.ledger)).toBe(printLedger(after.ledger));
      expect(turned.said).toEqual(after.said);
    });
  });

  it('a phase leaves the tree as it was', () => {
    each(({ before, after }) => {
      const decks = treeOf(after.world);
      const copy = structuredClone(decks);
      identify(decks.map(factsOf), projectOf(after.world, before.ledger, after.now));
      expect(decks).toEqual(copy);
    });
  });

  it('a build without a change changes nothing, on whatever day, and the ledger reads as it was written', () => {
    each(({ after }) => {
      const read = parseLedger(new VFile({ value: printLedger(after.ledger) }));
      expect(read).toEqual(after.ledger);
      const later = release(after.world, read ?? after.ledger, after.now + 90 * day);
      expect(later.ledger).toEqual(after.ledger);
      expect(later.collection).toEqual(after.collection);
      expect(Object.values(later.changes).flat()).toEqual([]);
      // No check came before, which leaves notes with an empty front out.
      const expected = ['duplicate-front', 'note-without-card'];
      expect(later.said.filter((id) => !expected.includes(id ?? ''))).toEqual([]);
    });
  });
});

interface Release {
  world: World;
  ledger: Ledger;
  collection: ReturnType<typeof collect>['collection'];
  changes: ReturnType<typeof collect>['changes'];
  said: (string | undefined)[];
  now: number;
}

/** Runs a check on every two releases that follow each other, of many histories. */
function each(check: (pair: { before: Release; after: Release }) => void): void {
  fc.assert(
    fc.property(history, ({ world, scripts }) => {
      let before = release(world, undefined, start);
      for (const [index, edits] of scripts.entries()) {
        const after = release(
          edited(before.world, edits),
          before.ledger,
          start + (index + 1) * day,
        );
        check({ before, after });
        before = after;
      }
    }),
    { numRuns: runs, seed },
  );
}

function release(
  world: World,
  ledger: Ledger | undefined,
  now: number,
  notetypes?: Project['notetypes'],
): Release {
  const project = projectOf(world, ledger, now, notetypes);
  const decks = treeOf(world);
  const identified = identify(decks.map(factsOf), project);
  const collected = collect(rendered(decks, identified, project), identified, project);
  const files = [...project.sources.map(({ file }) => file), ...project.files];
  const said = files.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
  return { world, ...collected, said, now };
}

function projectOf(
  world: World,
  ledger: Ledger | undefined,
  now: number,
  notetypes?: Project['notetypes'],
): Project {
  if (!state.project) throw new Error('No project was read.');
  return {
    ...state.project,
    options: optionsSchema.parse({ namespace: 'property' }),
    sources: Object.keys(world.files).map((path) => ({ path, file: new VFile({ path }) })),
    files: [],
    now,
    ...(notetypes && { notetypes }),
    ...(ledger && { ledger }),
  };
}

/** Fields as text: for speed, and as it is not the rendering that is tried here. */
function rendered(
  decks: CheckedDeck[],
  { decks: identities, notetypes }: Identified,
  project: Project,
): CollectedDeck[] {
  return decks.map((deck, at) => {
    const { notes = [] } = identities[at] ?? {};
    const texts = deck.children.map((note, index) => {
      const { pinned, numbers } = notes[index] ?? { pinned: { cloze: [] }, numbers: [] };
      numberDeletions(note, numbers);
      const fields = notetypes.get(note.notetype)?.fields ?? [];
      return {
        fields: fields.map(({ name }) => {
          const field = note.children.find((one) => one.name === name);
          const marks = pinned.cloze.map(([number, text]) => `{{c${number}::${text}}}`);
          return name === 'Text' ? marks.join(' ') : field ? plainText(field) : '';
        }),
      };
    });
    const plain = { description: '', media: [], drawings: [], notes: texts };
    return collectDeck(deck, plain, notetypes, project);
  });
}

/** The deck tree that parse and check would give. */
function treeOf(world: World): CheckedDeck[] {
  return Object.entries(world.files).map(([path, drafts]) => ({
    ...{ type: 'deck', path, name: 'Deck', description: [], definitions: [], html: 'sanitised' },
    children: drafts.map(noteOf),
  })) as unknown as CheckedDeck[];
}

function noteOf({ type, id, front, back }: Draft, index: number): Note {
  const place = { line: index + 1, column: 1 };
  const field = (name: string, children: RootContent[]): Field => ({
    type: 'field',
    name,
    children,
  });
  const fields =
    type === 'cloze'
      ? [field('Text', clozes(back)), field('Title', [paragraph(front)])]
      : [field('Front', [paragraph(front)]), field('Back', [paragraph(back)])];
  return {
    ...{ type: 'note', notetype: type, ...(id !== undefined && { id }), deck: 'Deck', tags: [] },
    ...{ context: [], front, children: fields },
    ...{ head: { start: place, end: place }, position: { start: place, end: place } },
  };
}

/** Every word of the text is hidden, under a number to be found. */
function clozes(text: string): RootContent[] {
  return text.split(' ').map((word, deletion) => ({
    ...{ type: 'paragraph' },
    children: [{ type: 'cloze', numbers: [], deletion, children: [{ type: 'text', value: word }] }],
  })) as RootContent[];
}

function paragraph(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}

/** A note of two releases, whatever became of its text. */
interface Survivor {
  old: Placed;
  note: Placed;
  guidBefore: string | undefined;
  guid: string | undefined;
}

type Placed = ReturnType<typeof notesOf>[number];

function survivors(before: Release, after: Release): Survivor[] {
  const known = new Map(
    notesOf(before.world).map((old, index) => [
      old.uid,
      { old, guidBefore: before.ledger.notes[index]?.guid },
    ]),
  );
  return notesOf(after.world).flatMap((note, index) => {
    const one = known.get(note.uid);
    return one ? [{ ...one, note, guid: after.ledger.notes[index]?.guid }] : [];
  });
}

/** Whether nobody could take the note for another one. */
function mustKeep({ old, note }: Survivor, before: Release, after: Release): boolean {
  if (old.type !== note.type) return false;
  if (old.id !== undefined && old.id === note.id) return true;
  const [olds, news] = [notesOf(before.world), notesOf(after.world)];
  // An id that went from one note to another speaks for the other, or against this one.
  const taken = (id: string | undefined, notes: { id?: string; name?: string | undefined }[]) =>
    id !== undefined && notes.some((other) => other.id === id || other.name === id);
  const { retired } = before.ledger;
  if (taken(old.id, news) || taken(note.id, [...olds, ...named(retired)])) return false;
  if (short(old.front) !== short(note.front)) return false;
  const alone = (isTwin: (other: Placed) => boolean) =>
    olds.filter(isTwin).length === 1 && news.filter(isTwin).length === 1;
  const sameFront = ({ type, front }: Placed) =>
    type === note.type && short(front) === short(note.front);
  if (alone(sameFront)) return true;
  const twinElsewhere = (back: string) => (other: Placed) =>
    sameFront(other) && other.file !== note.file && words(other.back) === words(back);
  if (old.file === note.file && alone((other) => sameFront(other) && other.file === note.file))
    return !olds.some(twinElsewhere(note.back)) && !news.some(twinElsewhere(old.back));
  const wasRetired = retired.some(({ front }) => short(front) === short(note.front));
  return (
    old.back === note.back &&
    !wasRetired &&
    alone((other) => sameFront(other) && words(other.back) === words(note.back))
  );
}

function named(entries: { name?: string | undefined }[]): { name?: string | undefined }[] {
  return entries.map(({ name }) => ({ name }));
}

/** As the ledger keeps a front. */
function short(text: string): string {
  return text.normalize('NFC').slice(0, shortText - 1);
}

function words(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
