import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { Message } from '../messages/index.ts';
import type { RuleId, RuleSettings } from '../rules.ts';
import type { Deck, Disabled, Note } from '../tree.ts';
import type { RuleContext } from './context.ts';
import { frontKey } from './front-key.ts';
import { type LinkFacts, linksIn } from './links.ts';
import { type MediaReference, references } from './references.ts';

/**
 * What all files have to be held against each other by, of one file: plain data, without any tree, that can be
 * kept in a cache or sent by a thread.
 */
export interface FileFacts {
  path: string;
  /** Full name of its deck. */
  deck: string;
  /** Whether raw HTML in it is sanitised. */
  html: Deck['html'];
  /** Whether it says what its deck is about. */
  describes: boolean;
  notes: NoteFacts[];
  /** All that it refers to as media, in the order of writing. */
  media: MediaReference[];
  /** Links that lead to files or headings of the decks, in the order of writing. */
  links: LinkFacts[];
  /** What the settings say of the content rules, and the comments that switch them off. */
  rules?: RuleSettings;
  disabled: Disabled[];
  /** What the content rules found in its notes, each by itself. */
  findings: FoundInNote[];
}

/** What is compared of a note. */
export interface NoteFacts {
  id?: string;
  /** Full name of the deck its cards go to. */
  deck: string;
  tags: string[];
  context: string[];
  front: string;
  /** Equal for notes of one type, deck and context that ask the same. */
  key: string;
  head: Position;
  position: Position;
  /** Nothing where the content rules are not asked. */
  asked?: Asked;
}

/** What a note asks and answers, as words that matter: formulas, code and pictures are one word each. */
export interface Asked {
  /** In the order of writing. */
  front: string[];
  answer: string[];
  /** Whether one answer belongs to the front: it is no cloze note, and gives none to choose from. */
  single: boolean;
}

/** What a content rule found in a note. */
export interface FoundInNote {
  rule: RuleId;
  /** Which one it is of the file's. */
  note: number;
  message: Message;
  place: Position | Point;
}

/** Reads the facts of a file but for those that the content rules add. */
export function factsOf({ deck, nodes, project }: RuleContext): FileFacts {
  return {
    path: deck.path,
    deck: deck.name,
    html: deck.html,
    describes: deck.description.length > 0,
    notes: deck.children.map(noteFacts),
    media: references(deck, nodes, project),
    links: linksIn(deck, nodes),
    ...(deck.rules && { rules: deck.rules }),
    disabled: deck.disabled ?? [],
    findings: [],
  };
}

function noteFacts(note: Note): NoteFacts {
  const { id, deck, tags, context, front, head, position } = note;
  const key = frontKey(note);
  return { ...(id !== undefined && { id }), deck, tags, context, front, key, head, position };
}

/** The lines of a file that have an error: what stands there is left out. */
export function brokenLines(file: VFile): Set<number> {
  return new Set(file.messages.flatMap(({ fatal, line }) => (fatal && line) || []));
}

/** Whether none of these lines is one of the node's. */
export function isSound(
  { position }: { position?: Position | undefined },
  broken: ReadonlySet<number>,
): boolean {
  if (broken.size === 0) return true;
  for (let line = position?.start.line ?? 0; line <= (position?.end.line ?? 0); line += 1)
    if (broken.has(line)) return false;
  return true;
}
