import type { Collection, MediaRow } from '../collection.ts';
import type { Diff } from '../diff/index.ts';
import { type ChangedCard, changedCards } from './changed-cards.ts';
import { type CardPage, cardPage, indexPage } from './page.ts';
import { createSideWriter } from './side.ts';

export { type CardPage, pageMark, withHeights } from './page.ts';

/** What pages of changed cards are made of. */
export interface PicturesInput {
  before: Collection;
  after: Collection;
  diff: Diff;
  /** What Anki's reviewer sets before the styling of the note type. */
  styling: string;
  /** A file of a collection as a `data:` address; undefined for one that is too large. */
  fileOf: (row: MediaRow) => string | undefined;
  /** A font of MathJax by the name of its file, as a `data:` address. */
  fontOf: (file: string) => string;
  /** So many pages at most. */
  most: number;
}

/** Pages of the cards that look otherwise, and how many such cards there are. */
export interface Pictures {
  pages: CardPage[];
  total: number;
  index: (pictured: ReadonlySet<string>) => string;
}

/** For each card that looks otherwise a page that needs nothing besides: old and new side by side. */
export function cardPictures(input: PicturesInput): Pictures {
  const cards = changedCards(input.before, input.after, input.diff);
  const write = createSideWriter();
  const parts = { before: partsOf(input, 'before'), after: partsOf(input, 'after') };
  const chosen = cards.slice(0, input.most);
  const digits = String(chosen.length).length;
  const pages = chosen.map((card, index) =>
    cardPage(card, nameOf(card, index + 1, digits), write, parts),
  );
  return { pages, total: cards.length, index: (known) => indexPage(pages, cards.length, known) };
}

function partsOf(input: PicturesInput, side: 'before' | 'after') {
  const rows = new Map(input[side].media.map((row) => [row.name, row]));
  const { styling, fontOf } = input;
  return {
    ...{ styling, fontOf },
    fileOf: (written: string) => {
      const name = decoded(written).normalize('NFC');
      const row = rows.get(written) ?? rows.get(name);
      return row && input.fileOf(row);
    },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `03-what-is-relu-card-1`: fit for every disk. */
function nameOf({ title, card }: ChangedCard, number: number, digits: number): string {
  const slug = `${title.slice(0, 40)} ${card}`
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return `${String(number).padStart(Math.max(2, digits), '0')}-${slug || 'card'}`;
}
