import fc from 'fast-check';

/** A note as its author thinks of it: `uid` is which one it really is, whatever becomes of its text. */
export interface Draft {
  uid: number;
  type: 'basic' | 'reversed' | 'cloze';
  id?: string;
  front: string;
  back: string;
}

/** Deck files by path, in the order of paths, and the next `uid` to give. */
export interface World {
  files: Record<string, Draft[]>;
  next: number;
}

/** One stroke of the author's pen: `at` and `to` choose among what there is. */
export interface Edit {
  kind: (typeof EDITS)[number];
  at: number;
  to: number;
  text: number;
}

const EDITS = [
  ...['reword', 'retouch', 'retype', 'retypeAll', 'move', 'moveAway', 'swap', 'remove'],
  ...['insert', 'renameFile', 'copyAndEdit', 'changeType', 'giveId', 'takeId', 'splitFile'],
] as const;

const words = 'gradient loss kernel momentum the of 7 8 C C# C++ ∂ ∑ été 日本 a+b a-b'.split(' ');
const FRONTS = [
  ...words.flatMap((word) => [`What is ${word}?`, `what is ${word}`, `Why does ${word} matter?`]),
  ...['Definition', 'Definition', 'What is this?', 'What is this?', '?', '!', '', '🙂', '"'],
  ...['x', 'y'].map((end) => `${'A very long question about the same thing. '.repeat(5)}${end}`),
];
const BACKS = [
  ...['Yes.', 'No.', '', '3', '∇', 'Gradient descent', 'Pablo Picasso'],
  ...words.map((word) => `It is what one calls ${word} in a book about learning machines.`),
];
const PATHS = ['decks/a.md', 'decks/b.md', 'decks/c/d.md', 'decks/e.md', 'decks/z.md'];
const IDS = ['one', 'two', 'three', 'four', 'five'];

const draft = fc.record(
  {
    type: fc.constantFrom('basic', 'basic', 'basic', 'reversed', 'cloze'),
    front: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FRONTS) }, fc.string()),
    back: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...BACKS) }, fc.string()),
    id: fc.option(fc.constantFrom(...IDS), { nil: undefined, freq: 4 }),
  },
  { noNullPrototype: true },
);

/** A first release: several files, several types, ids on some, fronts that stand several times. */
export const firstWorld: fc.Arbitrary<World> = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), draft), { minLength: 1, maxLength: 16 })
  .map((placed) => {
    const world: World = { files: {}, next: 0 };
    for (const [path, { id, ...rest }] of placed) {
      const own = id !== undefined && !hasId(world, id) ? { id } : {};
      insert(world, path, Number.POSITIVE_INFINITY, { ...rest, ...own } as Omit<Draft, 'uid'>);
    }
    return inOrder(world);
  });

/** What the author does between two releases. */
export const script: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...EDITS), at: fc.nat(60), to: fc.nat(60), text: fc.nat(200) }),
  { maxLength: 8 },
);

/** The world after the edits; the one before stays as it was. */
export function edited(before: World, edits: Edit[]): World {
  const world = structuredClone(before);
  for (const edit of edits) apply(world, edit);
  return inOrder(world);
}

/** All notes, with the file that each stands in. */
export function notesOf(world: World): (Draft & { file: string })[] {
  return Object.entries(world.files).flatMap(([file, notes]) =>
    notes.map((one) => ({ ...one, file })),
  );
}

function apply(world: World, { kind, at, to, text }: Edit): void {
  const { files } = world;
  const path = chosen(Object.keys(files), at) ?? 'decks/a.md';
  const notes = files[path] ?? [];
  const index = notes.length === 0 ? 0 : to % notes.length;
  const note = notes[index];
  const front = chosen(FRONTS, text) ?? '';
  const back = chosen(BACKS, text) ?? '';
  if (kind === 'insert') insert(world, path, index, { type: 'basic', front, back });
  if (!note) return;
  if (kind === 'reword') note.front = front;
  if (kind === 'retouch') note.front = `${note.front} exactly`.trim();
  if (kind === 'retype') note.back = back;
  if (kind === 'retypeAll') for (const one of notes) one.back = `${one.back} indeed`;
  if (kind === 'move') notes.splice(text % notes.length, 0, ...notes.splice(index, 1));
  if (kind === 'swap') notes.splice(index, 2, ...notes.slice(index, index + 2).reverse());
  if (kind === 'remove') notes.splice(index, 1);
  if (kind === 'changeType') note.type = note.type === 'basic' ? 'reversed' : 'basic';
  if (kind === 'takeId') delete note.id;
  if (kind === 'copyAndEdit') {
    const copy = { type: note.type, front, back: note.back };
    insert(world, path, index + (text % 2), copy);
  }
  const id = chosen(IDS, text);
  if (kind === 'giveId' && id !== undefined && !hasId(world, id)) note.id = id;
  const target = chosen(PATHS, text) ?? path;
  if (kind === 'moveAway' || kind === 'splitFile') {
    const moved = notes.splice(index, kind === 'moveAway' ? 1 : notes.length);
    files[target] = [...(files[target] ?? []), ...moved];
  }
  if (kind === 'renameFile' && files[target] === undefined) {
    delete files[path];
    files[target] = notes;
  }
}

function insert(world: World, path: string, index: number, draft: Omit<Draft, 'uid'>): void {
  const notes = world.files[path] ?? [];
  world.files[path] = notes;
  notes.splice(index, 0, { ...draft, uid: world.next });
  world.next += 1;
}

function hasId(world: World, id: string): boolean {
  return notesOf(world).some((note) => note.id === id);
}

function inOrder({ files, next }: World): World {
  const filled = Object.entries(files).filter(([, notes]) => notes.length > 0);
  return { files: Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1))), next };
}

function chosen<T>(list: readonly T[], number: number): T | undefined {
  return list[number % list.length];
}
