import type { Paragraph, RootContent } from 'mdast';
import type { Node, Parent } from 'unist';
import type { VFile } from 'vfile';
import type { Notetype } from '../../notetype/index.ts';
import { type Deck, descend, type Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { type ClozeText, clozeText } from './cloze-text.ts';
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
  /** All nodes of the note, in document order. */
  nodes: readonly Node[];
  /** The words of an answer that is short and made of words alone; else none. */
  shortAnswer: string[];
  /** Of a cloze note. */
  cloze?: ClozeText;
}

/** Reads a note of a deck; nothing if its note type is not there. */
export function readingOf(
  note: Note,
  nodes: readonly Node[],
  { deck, file, project }: RuleContext,
): Reading | undefined {
  const notetype = project.notetypes.get(note.notetype);
  if (!notetype) return undefined;
  const [first = '', second = ''] = [notetype.fields[0]?.name, notetype.fields[1]?.name];
  const english = isEnglish(note, notetype, first);
  if (notetype.kind === 'cloze') {
    const front = [...fieldOf(note, 'Title'), ...fieldOf(note, first)];
    const cloze = clozeText(front);
    return {
      note,
      deck,
      file,
      notetype,
      english,
      front,
      answer: [],
      nodes,
      shortAnswer: [],
      cloze,
    };
  }
  const front = fieldOf(note, first);
  const answer = fieldOf(note, note.layout === 'choice' ? 'Back' : second);
  const shortAnswer = shortAnswerOf(answer);
  return { note, deck, file, notetype, english, front, answer, nodes, shortAnswer };
}

/** The language of what is asked; where nobody says one, English is taken for granted. */
function isEnglish(note: Note, notetype: Notetype, first: string): boolean {
  const lang =
    note.children.find(({ name }) => name === first)?.lang ??
    notetype.fields.find(({ name }) => name === first)?.lang;
  return lang === undefined || /^en\b/iu.test(lang);
}

function fieldOf(note: Note, name: string): RootContent[] {
  return note.children.find((field) => field.name === name)?.children ?? [];
}

/** Longest answer, in words, that is looked for as a whole. */
const shortAnswer = 6;

/** The words of an answer that is short and made of words alone; else nothing. */
export function shortAnswerOf([first]: RootContent[]): string[] {
  if (first?.type !== 'paragraph' || !isWords(first)) return [];
  const words = withoutArticle(wordsOf(textIn([first])));
  return words.length <= shortAnswer ? words : [];
}

function isWords(paragraph: Paragraph): boolean {
  return paragraph.children.every(
    (child) => plain.has(child.type) && descend(child).every(({ type }) => plain.has(type)),
  );
}

const plain = new Set(['text', 'emphasis', 'strong']);

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
