import type { VFile } from 'vfile';
import type { Project } from '../project.ts';
import type { Deck } from '../tree.ts';

/** What a rule sees: one deck, the file its messages go to, and the project around. */
export interface RuleContext {
  deck: Deck;
  file: VFile;
  project: Project;
}

/** A rule about one deck file; it says what it finds and changes nothing. */
export type DeckRule = (context: RuleContext) => void | Promise<void>;

/** A rule that must see all decks at once. */
export type ProjectRule = (contexts: RuleContext[], project: Project) => void;
