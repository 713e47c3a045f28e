import type { VFile } from 'vfile';
import type { FileScope, Project } from '../project.ts';
import type { Deck } from '../tree.ts';
import type { FileFacts, NoteFacts } from './facts.ts';
import type { FileNodes } from './nodes.ts';

/** What a rule about one file sees: its deck, the file its messages go to, and the project around. */
export interface RuleContext {
  deck: Deck;
  /** All that is in the deck. */
  nodes: FileNodes;
  file: VFile;
  project: FileScope;
}

/** A rule about one deck file; it says what it finds and changes nothing. */
export type DeckRule = (context: RuleContext) => void | Promise<void>;

/** What a rule about all files sees of one: its facts, and the file its messages go to. */
export interface FactsContext {
  facts: FileFacts;
  file: VFile;
}

/** A note of one of them. */
export interface NoteContext extends FactsContext {
  note: NoteFacts;
}

/** A rule that must see all files at once. */
export type ProjectRule = (contexts: FactsContext[], project: Project) => void;
