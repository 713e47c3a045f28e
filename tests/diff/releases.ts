import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type {
  Collection,
  FieldRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
  TemplateRow,
} from '../../src/collection.ts';
import { cardOrds } from '../../src/notetype/index.ts';

/** When the first release was made; what learners do now is far later. */
export const RELEASED = 1_700_000_000;

/** A change from one release to the next: what is done, to which of the rows, and how much later `mod` is. */
export interface Change {
  kind: ChangeKind;
  at: number;
  to: number;
  age: number;
}

/** How the first release is made. */
export interface Start {
  notetypes: number[];
  notes: { notetype: number; fields: number[]; tags: number; deck: number }[];
}

export const start: fc.Arbitrary<Start> = fc.record({
  notetypes: fc.subarray([0, 1, 2], { minLength: 1 }),
  notes: fc.array(
    fc.record({
      notetype: fc.nat(2),
      fields: fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }),
      tags: fc.nat(20),
      deck: fc.nat(20),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

/** The first release. */
export function firstRelease({ notetypes, notes }: Start): Collection {
  const rows = notetypes.map((index) => pick(NOTETYPES, index));
  const collection: Collection = {
    modified: RELEASED,
    decks: decksFrom(RELEASED * 1000),
    notetypes: structuredClone(rows),
    notes: notes.map((seed, index) => {
      const notetype = pick(rows, seed.notetype);
      return {
        id: RELEASED * 1000 + index,
        guid: `note${index}`,
        notetypeId: notetype.id,
        mod: RELEASED,
        tags: pick(TAGS, seed.tags),
        fields: notetype.fields.map((_, field) => textFor(notetype, seed.fields[field] ?? 0)),
      };
    }),
    cards: [],
    media: MEDIA.map((name) => file(name, 'first')),
  };
  const deckOf = new Map(
    collection.notes.map(({ id }, index) => [
      id,
      pick(collection.decks, notes[index]?.deck ?? 0).id,
    ]),
  );
  return withCards(collection, deckOf);
}

/** What an author may do between two releases. */
export function changes(): fc.Arbitrary<Change[]> {
  return fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...OFTEN) },
        { weight: 3, arbitrary: fc.constantFrom(...KINDS.filter((kind) => !BREAKS.has(kind))) },
        { weight: 1, arbitrary: fc.constantFrom(...BREAKS) },
      ),
      at: fc.nat(40),
      to: fc.nat(40),
      age: fc.constantFrom(-10, 0, 10, 10, 10),
    }),
    { maxLength: 7 },
  );
}

/** A release that follows another one. Ids of decks differ, as they are the package's own. */
export function nextRelease(before: Collection, list: readonly Change[]): Collection {
  const next = structuredClone(before);
  next.modified += 1000;
  const deckNames = new Map(before.decks.map(({ id, name }) => [id, name]));
  next.decks = next.decks.map((deck) => (deck.id === 1 ? deck : { ...deck, id: deck.id + 500 }));
  const deckIds = new Map(next.decks.map(({ id, name }) => [name, id]));
  const deckOf = new Map(
    before.cards.map(({ noteId, deckId }) => [
      noteId,
      deckIds.get(deckNames.get(deckId) ?? '') ?? 1,
    ]),
  );
  for (const change of list) CHANGES[change.kind](next, change, deckOf);
  return withCards(next, deckOf);
}

type Apply = (release: Collection, change: Change, deckOf: Map<number, number>) => void;
type ChangeKind = keyof typeof CHANGES;

const CHANGES = {
  reword: (release, { at, to, age }) => {
    const note = pick(release.notes, at);
    note.fields[to % note.fields.length] = textFor(notetypeOf(release, note), to);
    note.mod += age;
  },
  touch: (release, { at, age }) => {
    pick(release.notes, at).mod += age;
  },
  retag: (release, { at, to, age }) => {
    const note = pick(release.notes, at);
    note.tags = pick(TAGS, to);
    note.mod += age;
  },
  move: (release, { at, to }, deckOf) => {
    deckOf.set(pick(release.notes, at).id, pick(release.decks, to).id);
  },
  remove: (release, { at }) => {
    if (release.notes.length > 1) release.notes.splice(at % release.notes.length, 1);
  },
  add: (release, { at, to }, deckOf) => {
    const notetype = pick(release.notetypes, at);
    const id = RELEASED * 1000 + 100 + release.notes.length;
    if (release.notes.some((note) => note.id === id)) return;
    deckOf.set(id, pick(release.decks, to).id);
    release.notes.push({
      id,
      guid: `added${id}`,
      notetypeId: notetype.id,
      mod: release.modified,
      tags: pick(TAGS, to),
      fields: notetype.fields.map((_, field) => textFor(notetype, at + to + field)),
    });
  },
  restyle: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    notetype.css = `.card { margin: ${to}px }`;
    notetype.mod += age;
  },
  renameNotetype: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    notetype.name = pick(['Basic', 'Plain', 'gaps', 'Both ways', 'Other'], to);
    notetype.mod += age;
    if (release.notetypes.filter(({ name }) => same(name, notetype.name)).length > 1)
      notetype.name += ` ${notetype.id}`;
  },
  renameField: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    const field = pick(notetype.fields, to);
    rename(notetype, new Map([[field.name, `${field.name} renamed`]]));
    notetype.mod += age;
  },
  swapFieldNames: (release, { at, age }) => {
    const notetype = pick(release.notetypes, at);
    const [first, second] = notetype.fields;
    if (!first || !second) return;
    rename(
      notetype,
      new Map([
        [first.name, second.name],
        [second.name, first.name],
      ]),
    );
    notetype.mod += age;
  },
  addField: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    const place = to % (notetype.fields.length + 1);
    const id =
      notetype.fields.reduce((last, field) => (field.id > last ? field.id : last), 0n) + 1n;
    notetype.fields.splice(place, 0, field(`Extra ${id}`, id));
    notetype.mod += age;
    for (const note of notesOf(release, notetype)) {
      note.fields.splice(place, 0, textFor(notetype, to));
      note.mod += age;
    }
  },
  removeField: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    const place = to % notetype.fields.length;
    if (notetype.fields.length < 2) return;
    const [gone] = notetype.fields.splice(place, 1);
    notetype.sortField = Math.min(notetype.sortField, notetype.fields.length - 1);
    if (gone && notetype.fields[0])
      rename(notetype, new Map([[gone.name, notetype.fields[0].name]]));
    notetype.mod += age;
    for (const note of notesOf(release, notetype)) {
      note.fields.splice(place, 1);
      note.mod += age;
    }
  },
  reorderFields: (release, { at, age }) => {
    const notetype = pick(release.notetypes, at);
    notetype.fields.reverse();
    notetype.mod += age;
    for (const note of notesOf(release, notetype)) note.fields.reverse();
  },
  newFieldIds: (release, { at }) => {
    const notetype = pick(release.notetypes, at);
    notetype.fields = notetype.fields.map((field) => ({ ...field, id: field.id + 1000n }));
  },
  sortField: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    notetype.sortField = to % notetype.fields.length;
    notetype.mod += age;
  },
  addTemplate: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    if (notetype.kind === 'cloze') return;
    const id = notetype.templates.reduce((last, { id }) => (id > last ? id : last), 0n) + 1n;
    const name = pick(notetype.fields, to).name;
    const added = template(`Card ${id}`, id, `${id}: {{${name}}}`, '{{FrontSide}}');
    notetype.templates.splice(to % (notetype.templates.length + 1), 0, added);
    notetype.mod += age;
  },
  removeTemplate: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    if (notetype.templates.length < 2) return;
    notetype.templates.splice(to % notetype.templates.length, 1);
    notetype.mod += age;
  },
  reorderTemplates: (release, { at, age }) => {
    const notetype = pick(release.notetypes, at);
    notetype.templates.reverse();
    notetype.mod += age;
  },
  renameTemplate: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    pick(notetype.templates, to).name += ' renamed';
    notetype.mod += age;
  },
  rewriteTemplate: (release, { at, to, age }) => {
    const notetype = pick(release.notetypes, at);
    const name = pick(notetype.fields, to).name;
    const card = pick(notetype.templates, to);
    card.front =
      notetype.kind === 'cloze'
        ? `<p>{{cloze:${name}}}</p>`
        : pick([`{{#${name}}}{{ ${name} }}{{/${name}}}<!-- c -->`, `Q: {{hint:text:${name}}}`], at);
    notetype.mod += age;
  },
  changeMedia: (release, { at, to }) => {
    const { name } = pick(release.media, at);
    release.media[at % release.media.length] = file(name, `version ${to}`);
  },
  renameMedia: (release, { at, to }) => {
    const name = pick(['e.png', '_new.css', 'latex-1.png'], to);
    if (release.media.some((row) => row.name === name)) return;
    release.media[at % release.media.length] = file(name, 'first');
  },
  mention: (release, { at, to, age }) => {
    const note = pick(release.notes, at);
    const { name } = pick(release.media, to);
    note.fields[0] += `<img alt="${name}" src='${name.replaceAll('&', '&amp;')}'> {{c2::x}}`;
    note.mod += age;
  },
  changeNotetype: (release, { at, to, age }) => {
    const note = pick(release.notes, at);
    const notetype = pick(release.notetypes, to);
    note.notetypeId = notetype.id;
    note.fields = notetype.fields.map((_, field) => note.fields[field] ?? '');
    note.mod += age;
  },
  describeDeck: (release, { at, to }) => {
    pick(release.decks, at).description = pick(['', 'About <b>this</b>'], to);
  },
  renameDeck: (release, { at, to }) => {
    const deck = pick(release.decks, at);
    const name = pick(['alpha::BETA', 'ALPHA', 'Delta::Epsilon::Zeta', 'Eta'], to);
    if (deck.id !== 1 && !release.decks.some((each) => same(each.name, name))) deck.name = name;
  },
} satisfies Record<string, Apply>;

const KINDS = Object.keys(CHANGES) as ChangeKind[];

const OFTEN: ChangeKind[] = ['reword', 'mention', 'changeMedia', 'retag'];

/** After these, notes conflict in every later release: too many would hide the rest. */
const BREAKS: ReadonlySet<ChangeKind> = new Set([
  'addField',
  'removeField',
  'reorderFields',
  'newFieldIds',
  'addTemplate',
  'removeTemplate',
  'reorderTemplates',
  'changeNotetype',
] satisfies ChangeKind[]);

const TEXTS = [
  'one',
  'two <b>bold</b>',
  '',
  '<br>',
  '&nbsp;',
  '<img src="a.png">',
  '[sound:b.mp3] x',
  '<img alt="a &gt; b" src="c &amp; d.png"> <img src=a.png>',
  'three',
];

const CLOZES = [
  '{{c1::alpha}} and {{c2::beta}}',
  '{{c1::alpha}}',
  '{{c3::gamma::hint}} {{c1::alpha}}',
  '{{c2::beta {{c1::nested}} }}<img src="a.png">',
  'no deletion',
  '',
];

const TAGS = [
  [],
  ['a'],
  ['B', 'a'],
  ['a::x', 'marked'],
  ['A::Y', 'b::c'],
  ['leech', 'Ünï', 'zeta'],
];

const MEDIA = ['a.png', 'b.mp3', 'c & d.png', '_static.css', 'plain', `${'läng'.repeat(20)}.jpeg`];

/** Front and back, one card. */
export const PLAIN = notetype(
  1,
  'Plain',
  [field('Front', 11n), field('Back', 12n)],
  [template('Card 1', 13n, '{{Front}}', '{{FrontSide}}<hr>{{Back}}')],
);

/** Three fields, two cards; the second only with a meaning. */
export const BOTH_WAYS = notetype(
  2,
  'Both ways',
  [field('Word', 21n), field('Meaning', 22n), field('Note', 23n)],
  [
    template('There', 24n, '{{Word}}', '{{Meaning}}{{#Note}}<i>{{Note}}</i>{{/Note}}'),
    {
      ...template('Back', 25n, '{{#Meaning}}{{Meaning}}{{/Meaning}}', '{{Word}}'),
      browserFront: '{{text:Meaning}}',
    },
  ],
);

/** A cloze note type. */
export const GAPS: NotetypeRow = {
  ...notetype(
    3,
    'Gaps',
    [field('Text', 31n), field('Source', 32n)],
    [template('Gap', 33n, '{{cloze:Text}}', '{{cloze:Text}}<br>{{Source}}')],
  ),
  kind: 'cloze',
  stockKind: 5,
};

const NOTETYPES = [PLAIN, BOTH_WAYS, GAPS];

function decksFrom(id: number) {
  return ['Alpha', 'Alpha::Beta', 'Gamma', 'Default'].map((name, index) => ({
    id: name === 'Default' ? 1 : id + index,
    name,
    description: name === 'Gamma' ? 'first' : '',
  }));
}

/** All cards that Anki would make; card 0 where it would make none. */
function withCards(release: Collection, deckOf: Map<number, number>): Collection {
  const cards = release.notes.flatMap((note, index) => {
    const ords = cardOrds(notetypeOf(release, note), note.fields, note.tags.length > 0);
    return (ords.length > 0 ? ords : [0]).map((ord) => ({
      id: RELEASED * 1000 + (note.id % 1000) * 1000 + ord,
      noteId: note.id,
      deckId: deckOf.get(note.id) ?? 1,
      ord,
      due: index + 1,
    }));
  });
  return { ...release, cards };
}

/** Follows new names of fields into the templates, as an author does. */
function rename(notetype: NotetypeRow, names: ReadonlyMap<string, string>): void {
  for (const each of notetype.fields) each.name = names.get(each.name) ?? each.name;
  const follow = (side: string) =>
    side.replace(/(\{\{[#^/]? ?(?:\w+:)*)([\w ]+?)( ?\}\})/g, (_, open, name, close) =>
      [open, names.get(name) ?? name, close].join(''),
    );
  for (const card of notetype.templates) {
    card.front = follow(card.front);
    card.back = follow(card.back);
    card.browserFront = follow(card.browserFront);
  }
}

function textFor({ kind }: NotetypeRow, seed: number): string {
  return pick(kind === 'cloze' && seed % 3 > 0 ? CLOZES : TEXTS, seed);
}

function notetypeOf(release: Collection, note: NoteRow): NotetypeRow {
  const found = release.notetypes.find(({ id }) => id === note.notetypeId);
  if (!found) throw new Error(`no note type ${note.notetypeId}`);
  return found;
}

function notesOf(release: Collection, { id }: NotetypeRow): NoteRow[] {
  return release.notes.filter(({ notetypeId }) => notetypeId === id);
}

/** A media row held in memory. */
export function file(name: string, text: string): MediaRow {
  const bytes = Buffer.from(`${name} ${text}`);
  const sha1 = createHash('sha1').update(bytes).digest('hex');
  return { name, size: bytes.length, sha1, content: { bytes } };
}

function notetype(
  number: number,
  name: string,
  fields: FieldRow[],
  templates: TemplateRow[],
): NotetypeRow {
  return {
    id: RELEASED * 1000 + number,
    name,
    kind: 'normal',
    mod: RELEASED,
    sortField: 0,
    fields,
    templates,
    css: '.card { color: black }',
    latexPre: '',
    latexPost: '',
    latexSvg: false,
    stockKind: 0,
  };
}

function field(name: string, id: bigint): FieldRow {
  return {
    id,
    name,
    rtl: false,
    font: 'Arial',
    size: 20,
    description: '',
    plainText: false,
    collapsed: false,
    excludeFromSearch: false,
    sticky: false,
    preventDeletion: false,
  };
}

function template(name: string, id: bigint, front: string, back: string): TemplateRow {
  return { id, name, front, back, browserFront: '', browserBack: '' };
}

/** One of a list, by any number. */
export function pick<T>(list: readonly T[], seed: number): T {
  const found = list[seed % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
