import type { Imported, ImportedNote } from '../../imported.ts';
import type { Input } from '../input.ts';
import { oneLine, plainName, readText } from '../text/index.ts';
import { cardsOf } from './questions.ts';

/** The text of a page that shows a set of cards: a title, how many cards, then questions and answers without marks. */
export const cardPageInput: Input = {
  summary: 'The copied text of a page of cards: a title, "(N cards)", questions and answers (.txt)',
  matches: ({ isFolder, name, head }) =>
    !isFolder &&
    /\.(txt|text)$/iu.test(name) &&
    countLine(topOf(new TextDecoder().decode(head))) !== -1,
  read: async (path, options) => {
    const { text, said } = await readText(path);
    return importedOf(text, said, plainName(path), options.deck);
  },
};

const countOf = /^\(?(\d{1,7}) (?:cards?|terms?|flashcards?)\)?$/iu;

/** How far down the number of cards may stand. */
function topOf(text: string): string[] {
  return text.split(/\r?\n/u, 6).map((line) => line.trim());
}

function countLine(lines: string[]): number {
  return lines.findIndex((line) => countOf.test(line));
}

function importedOf(text: string, said: string[], name: string, given?: string): Imported {
  const lines = text.split('\n');
  const line = countLine(topOf(text));
  const declared = line === -1 ? undefined : Number(countOf.exec(lines[line]?.trim() ?? '')?.[1]);
  const title = titleOf(lines.slice(0, Math.max(0, line))) || name;
  const { cards, before } = cardsOf(lines.slice(line + 1));
  const deck = given ?? title;
  const notes = cards.map(({ question, answer }): ImportedNote => {
    const fields = [
      { name: 'Front', text: question },
      ...(answer === '' ? [] : [{ name: 'Back', text: answer }]),
    ];
    return { deck, notetype: 'basic', tags: [], fields };
  });
  const empty = cards.filter(({ answer }) => answer === '').length;
  said.push(`${cards.length} of ${declared ?? cards.length} cards have text.`);
  if (empty > 0)
    said.push(
      `${empty} ${empty === 1 ? 'question has' : 'questions have'} no answer in the file: deckwright check names ${empty === 1 ? 'it' : 'them'}.`,
    );
  said.push(
    'Nothing in the file marks where a question ends: it was guessed from question marks and words such as "How" and "Name". Read the result once.',
  );
  const leftOut =
    before > 0 ? [`${before} line${before === 1 ? '' : 's'} above the first question.`] : [];
  return {
    ...{ name: title, kind: 'page of cards', notes, said, leftOut },
    ...{ decks: [], notetypes: [], media: [], presets: [] },
  };
}

/** What sites write behind the title of a set is none of it. */
function titleOf(lines: string[]): string {
  const line = lines.map((one) => one.trim()).find((one) => one !== '') ?? '';
  return oneLine(line.slice(0, 300).replace(/\s+flashcards(?:\s+[|-].*)?$/iu, ''));
}
