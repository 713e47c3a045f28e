import type { CollectedDeck } from '../collect/index.ts';
import type { DeckFacts, Identified } from '../identify/index.ts';

/**
 * The phases that look at one deck file at a time. Trees stay inside, and what comes out is plain data: so files
 * can be worked on in several threads, and what was worked out once can be kept.
 */
export interface Work {
  /** Parses and checks: what the notes of each file can be known by, in the order of the sources. */
  understand: () => Promise<DeckFacts[]>;
  /** Renders what was understood, once it is known which note is which. */
  finish: (identified: Identified) => Promise<CollectedDeck[]>;
}
