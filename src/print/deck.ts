import { stringify } from 'yaml';
import { evenBlanks } from '../characters.ts';
import { printText } from './markdown.ts';

/** What stands above the notes of a deck file. */
export interface DeckHead {
  /** Full name. */
  deck: string;
  type: string;
  tags: string[];
  trusted: boolean;
  /** Markdown of ours, or nothing. */
  description: string;
  /** Markdown that Anki itself shows. */
  markdown?: string;
}

/** A deck file, and the line on which each note begins, counted from 1. */
export function printDeckFile(head: DeckHead, notes: string[]): { text: string; lines: number[] } {
  const settings = {
    deck: head.deck,
    ...(head.type !== 'basic' && { type: head.type }),
    ...(head.tags.length > 0 && { tags: head.tags }),
    ...(head.trusted && { html: 'trusted' }),
    ...(head.markdown !== undefined && { description: head.markdown }),
  };
  const title = evenBlanks(printText(head.deck.split('::').at(-1) ?? head.deck));
  const begin = [
    `---\n${stringify(settings, { lineWidth: 0 })}---`,
    `# ${title}`,
    ...(head.description === '' ? [] : [head.description]),
  ].join('\n\n');
  const lines: number[] = [];
  let line = begin.split('\n').length + 2;
  for (const note of notes) {
    lines.push(line);
    line += note.split('\n').length + 1;
  }
  return { text: `${[begin, ...notes].join('\n\n')}\n`, lines };
}
