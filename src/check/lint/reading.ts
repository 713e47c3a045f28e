import type { Paragraph, RootContent } from 'mdast';
import type { Node, Parent } from 'unist';
import type { VFile } from 'vfile';
import type { Notetype } from '../../notetype/index.ts';
import { type Deck, descend, type Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { withoutArticle, wordsOf } from './words.ts';

/** A note as the rules read it. */
export interface Reading {
  note: Note;
  deck: Deck;
  file: VFile;
  notetype: Notetype;
  /** English, as far as one knows. */
  english: boolean;
  /** What the card asks: the first field, or title and text of a cloze note. */
  front: RootContent[];
  /** What it answers; of a cloze note nothing. */
  answer: RootContent[];
}

/** Reads a note of a deck; nothing if its note type is not there. */
export function readingOf(note: Note, { deck, file, project }: RuleContext): Reading | undefined {
  const notetype = project.notetypes.get(note.notetype);
  if (!notetype) return undefined;
  const cloze = notetype.kind === 'cloze';
  const [first = '', second = ''] = notetype.fields.map(({ name }) => name);
  const [front, answer] = cloze
    ? [fields(note, 'Title', first), []]
    : [fields(note, first), fields(note, ...(note.layout === 'choice' ? ['Back'] : [second]))];
  const english = isEnglish(note, notetype, first);
  return { note, deck, file, notetype, english, front, answer };
}

/** The language of what is asked; where nobody says one, English is taken for granted. */
function isEnglish(note: Note, notetype: Notetype, first: string): boolean {
  const lang =
    note.children.find(({ name }) => name === first)?.lang ??
    notetype.fields.find(({ name }) => name === first)?.lang;
  return lang === undefined || /^en\b/iu.test(lang);
}

function fields(note: Note, ...names: string[]): RootContent[] {
  return names.flatMap(
    (name) => note.children.find((field) => field.name === name)?.children ?? [],
  );
}

/** Longest answer, in words, that is looked for as a whole. */
const shortAnswer = 6;

/** The words of an answer that is short and made of words alone; else nothing. */
export function shortAnswerOf({ answer }: Reading): string[] {
  const [first] = answer;
  if (first?.type !== 'paragraph' || !isWords(first)) return [];
  const words = withoutArticle(wordsOf(textIn([first])));
  return words.length <= shortAnswer ? words : [];
}

function isWords(paragraph: Paragraph): boolean {
  const plain = new Set(['paragraph', 'text', 'emphasis', 'strong']);
  return [...descend(paragraph)].every(({ type }) => plain.has(type));
}

/** Running text; code, formulas and pictures are no words. */
export function textIn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return (node as unknown as { value: string }).value;
      if (node.type === 'break') return ' ';
      if (!('children' in node)) return ' ';
      const inner = textIn((node as Parent).children);
      return inline.has(node.type) ? inner : ` ${inner} `;
    })
    .join('');
}

const inline = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference', 'cloze']);
