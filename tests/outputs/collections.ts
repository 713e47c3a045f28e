import { createHash } from 'node:crypto';
import type {
  CardRow,
  Collection,
  FieldRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
} from '../../src/collection.ts';

/** A moment in the past: what a collection made by hand says it was changed. */
const MODIFIED = 1_700_000_000;

const BASIC: NotetypeRow = {
  id: 1_700_000_000_001,
  name: 'Both ways',
  kind: 'normal',
  mod: MODIFIED,
  sortField: 0,
  fields: [field('Front', 9_007_199_254_740_993n), field('Back', 9_223_372_036_854_775_807n)],
  templates: [
    {
      id: 4_611_686_018_427_387_905n,
      name: 'Forward',
      front: '{{Front}}',
      back: '{{FrontSide}}<hr id=answer>{{Back}}',
      browserFront: '',
      browserBack: '',
    },
    {
      id: 4_611_686_018_427_387_907n,
      name: 'Backward',
      front: '{{Back}}',
      back: '{{FrontSide}}<hr id=answer>{{Front}}',
      browserFront: '{{text:Back}}',
      browserBack: '{{text:Front}}',
    },
  ],
  css: '.card { font-family: "Noto Sans"; }',
  latexPre: '\\documentclass{article}\n\\begin{document}\n',
  latexPost: '\\end{document}',
  latexSvg: false,
  stockKind: 0,
};

const CLOZE: NotetypeRow = {
  ...BASIC,
  id: 1_700_000_000_002,
  name: 'Gaps',
  kind: 'cloze',
  sortField: 1,
  fields: [field('Text', 11n), { ...field('Source', 12n), rtl: true, sticky: true, size: 14 }],
  templates: [
    {
      id: 13n,
      name: 'Gap',
      front: '{{cloze:Text}}',
      back: '{{cloze:Text}}<br>{{Source}}',
      browserFront: '',
      browserBack: '',
    },
  ],
  stockKind: 5,
};

/** Two notes with a card each way. */
export function plain(): Collection {
  return collection({
    notes: [
      note(1, BASIC, ['What is <b>2 &lt; 3</b>?', 'true'], ['arithmetic', 'maths::order']),
      note(2, BASIC, ['007', 'a <em>number</em>&nbsp;']),
    ],
    cards: [card(1, 1, 0), card(2, 1, 1), card(3, 2, 0), card(4, 2, 1)],
    notetypes: [BASIC],
  });
}

/** Cloze deletions, math, and a sort field that is not the first. */
export function cloze(): Collection {
  return collection({
    notes: [
      note(1, CLOZE, ['{{c1::One}} and {{c3::\\(x^2\\)::what?}}', 'a book, p. 12']),
      note(2, CLOZE, ['{{c2::two {{c1::nested}} }}', '']),
    ],
    cards: [card(1, 1, 0), card(2, 1, 2), card(3, 2, 0), card(4, 2, 1)],
    notetypes: [CLOZE],
  });
}

/** Scripts, emoji and odd spaces wherever a name or a text may stand. */
export function unicode(): Collection {
  const notetype = { ...BASIC, name: 'Sprache 言語', css: '.card::before { content: "→" }' };
  return collection({
    decks: [
      { id: 1_700_000_000_201, name: 'Ελληνικά', description: '<p>Ωμέγα &amp; 😀</p>' },
      { id: 1_700_000_000_202, name: 'Ελληνικά::日本語 🗾', description: '' },
    ],
    notes: [
      {
        ...note(1, notetype, ['食べる 😀', 'to eat\u2009 “é”'], ['動詞::一段', 'ß']),
        guid: 'ä guid ☃',
      },
      { ...note(2, notetype, ['\u202Bمرحبا\u202C', '<p>a</p>\n<p>b</p>']), guid: '12345678901' },
    ],
    cards: [
      ...[card(1, 1, 0), card(2, 1, 1)],
      ...[card(3, 2, 0), card(4, 2, 1)].map((row) => ({ ...row, deckId: 1_700_000_000_202 })),
    ].map((row) => ({ ...row, deckId: 1_700_000_000_202 })),
    notetypes: [notetype],
  });
}

/** Notes in several decks, parents and Anki's Default among them. */
export function decks(): Collection {
  const names = ['Physics', 'Physics::Waves', 'Physics::Waves::Sound', 'Chemistry'];
  const rows = names.map((name, index) => ({
    id: 1_700_000_000_300 + index,
    name,
    description: index === 0 ? 'From <i>stones</i> to stars' : '',
  }));
  return collection({
    decks: rows,
    notes: rows.map((_, index) => note(index, BASIC, [`Front ${index}`, `Back ${index}`])),
    cards: rows.flatMap(({ id: deckId }, index) =>
      [0, 1].map((ord) => ({ ...card(index * 2 + ord, index, ord), deckId })),
    ),
    notetypes: [BASIC],
  });
}

/** Media whose names need care, of sizes around a zstd block, all of them used. */
export function media(): Collection {
  const rows = [
    mediaRow('a b.png', 10),
    mediaRow("it's 100 & more.svg", 128 * 1024),
    mediaRow('Übung 漢字.mp3', 128 * 1024 + 1),
    mediaRow('_font.woff2', 300_000),
  ];
  return collection({
    notes: [
      note(1, BASIC, ['<img src="a b.png" alt="a &gt; b">', '[sound:Übung 漢字.mp3]']),
      note(2, BASIC, [`<img src="it's 100 &amp; more.svg">`, 'x']),
    ],
    cards: [card(1, 1, 0), card(2, 1, 1), card(3, 2, 0), card(4, 2, 1)],
    notetypes: [{ ...BASIC, css: '@font-face { font-family: f; src: url("_font.woff2") }' }],
    media: rows,
  });
}

/** A media row held in memory; its bytes follow from its name. */
export function mediaRow(name: string, size: number): MediaRow {
  const bytes = Buffer.alloc(size, `${name}\n`);
  return { name, size, sha1: createHash('sha1').update(bytes).digest('hex'), content: { bytes } };
}

function collection(rows: Omit<Collection, 'modified' | 'decks' | 'media'> & Partial<Collection>) {
  return {
    modified: MODIFIED,
    decks: [{ id: DECK, name: 'Samples', description: '' }],
    media: [],
    ...rows,
  } satisfies Collection;
}

const DECK = 1_700_000_000_100;

function note(
  number: number,
  notetype: NotetypeRow,
  fields: string[],
  tags: string[] = [],
): NoteRow {
  return {
    id: 1_700_000_001_000 + number,
    guid: `guid-${number}`,
    notetypeId: notetype.id,
    mod: MODIFIED - number,
    tags,
    fields,
  };
}

function card(number: number, noteNumber: number, ord: number): CardRow {
  return {
    id: 1_700_000_002_000 + number,
    noteId: 1_700_000_001_000 + noteNumber,
    deckId: DECK,
    ord,
    due: noteNumber + 1,
  };
}

/** A field as Anki makes it. */
export function field(name: string, id: bigint): FieldRow {
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
