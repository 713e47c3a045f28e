import type { PlainDeck, PlainNote } from './notes.ts';

/** A tool's way of writing notes: its files, by their paths. */
export type Dialect = (decks: PlainDeck[]) => Map<string, string>;

/** The same notes in the syntax of each tool, as far as it can express them. */
export const dialects = { deckwright, genanki, ankdown, ankcompiler, mdankideck } satisfies Record<
  string,
  Dialect
>;

/** Name of a dialect. */
export type DialectName = keyof typeof dialects;

/** Where each wants its pictures. */
export const mediaFolders: Record<DialectName, string> = {
  ...{ deckwright: 'decks/media', genanki: 'media', ankdown: 'media' },
  ...{ ankcompiler: '.', mdankideck: '.' },
};

function deckwright(decks: PlainDeck[]): Map<string, string> {
  return filesOf(decks, ({ file, name, notes }) => [
    `decks/${file}.md`,
    underHeadings(name, notes, ({ answer }) => answer),
  ]).set('deckwright.yaml', 'namespace: bench\n');
}

/** What our scripts around genanki and genanki-js read; they make `\(…\)` of dollars themselves. */
function genanki(decks: PlainDeck[]): Map<string, string> {
  return filesOf(decks, ({ file, name, notes }) => [
    `${file}.md`,
    fourSpaces(underHeadings(name, notes, ankiCloze)),
  ]);
}

/** It has no cloze deletions: their marks stay in the answer. A folder is a deck. */
function ankdown(decks: PlainDeck[]): Map<string, string> {
  return filesOf(decks, ({ file, notes }) => [
    `${file}/notes.md`,
    notes
      .map((note) => `${note.question}\n\n%\n\n${brackets(ankiCloze(note), '\\')}`)
      .join('\n---\n\n')
      .replaceAll('](media/', '](../media/'),
  ]);
}

/** The question of a cloze stands in its text, as there is no other place for it. */
function ankcompiler(decks: PlainDeck[]): Map<string, string> {
  return filesOf(decks, ({ file, name, notes }, index) => [
    `${file}.md`,
    `---\ndeck: ${name}\n---\n\n${notes
      .map((note, place) => {
        const between = note.cloze ? '' : ':::\n\n';
        const uid = String(index * 100_000 + place).padStart(10, '0');
        return `---\n\n${note.question}\n\n${between}${fourSpaces(ankiCloze(note))}\n---\n[^uid]: ${uid}\n\n`;
      })
      .join('')}`.replaceAll('](media/', ']('),
  ]);
}

/** It knows no formulas, so Anki's own brackets are escaped. It sees deletions only in a heading. */
function mdankideck(decks: PlainDeck[]): Map<string, string> {
  return filesOf(decks, ({ file, name, notes }) => [
    `${file}.md`,
    brackets(
      underHeadings(
        name,
        notes.map((note) =>
          note.cloze
            ? { ...note, question: `${note.question}: ${ankiCloze(note).trim()}`, answer: '' }
            : note,
        ),
        ({ answer }) => fourSpaces(answer),
      ),
      '\\\\',
    ).replaceAll('](media/', ']('),
  ]);
}

function filesOf(
  decks: PlainDeck[],
  write: (deck: PlainDeck, index: number) => [path: string, text: string],
): Map<string, string> {
  return new Map(decks.map(write));
}

function underHeadings(
  name: string,
  notes: PlainNote[],
  answerOf: (note: PlainNote) => string,
): string {
  return `# ${name}\n\n${notes.map((note) => `## ${note.question}\n\n${answerOf(note)}`).join('\n')}`;
}

/** Anki's own marks, `{{c1::text}}`, where ours count by themselves. */
function ankiCloze({ cloze, answer }: PlainNote): string {
  const counted = { last: 0 };
  if (!cloze) return answer;
  return answer.replace(/\{\{(?!c\d+::)/gu, () => {
    counted.last += 1;
    return `{{c${counted.last}::`;
  });
}

/** Formulas between Anki's brackets, `\(` and `\)`. */
function brackets(text: string, backslash: string): string {
  return text.replace(/\$([^$\n]+)\$/gu, (_, formula) => `${backslash}(${formula}${backslash})`);
}

/** Python-Markdown nests a list by four spaces. */
function fourSpaces(text: string): string {
  return text.replace(/^ {3}- /gmu, '    - ');
}
