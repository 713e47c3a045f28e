import type { Node } from 'unist';
import type { VFile } from 'vfile';
import type { Project } from '../project.ts';
import { type Deck, descend } from '../tree.ts';
import type { RuleContext } from './context.ts';
import { lint } from './lint/index.ts';
import { createDeckRules, projectRules } from './rules/index.ts';

declare const checked: unique symbol;

/** A deck whose notes are all right: what was wrong has a message, and is left out. */
export type CheckedDeck = Deck & { [checked]: true };

export interface CheckOptions {
  /** Whether the content rules are asked, too; by default they are. */
  lint?: boolean;
}

/** Is it right? Says all that is wrong, in one run, and leaves broken notes out. */
export async function check(
  decks: Deck[],
  project: Project,
  options: CheckOptions = {},
): Promise<CheckedDeck[]> {
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  const contexts = decks.flatMap((deck): RuleContext[] => {
    const file = files.get(deck.path);
    return file ? [{ deck, file, project }] : [];
  });
  const deckRules = createDeckRules();
  for (const context of contexts) for (const rule of deckRules) await rule(context);
  for (const rule of projectRules) rule(contexts, project);
  const sound = contexts.map((context) => ({
    ...context,
    deck: withoutBroken(context.deck, context.file),
  }));
  if (options.lint !== false) lint(contexts, sound, project);
  return sound.map(({ deck }) => withoutPlaces(deck));
}

/** Messages of later phases point to a note's head; the places within are half of what the tree takes in memory. */
function withoutPlaces(deck: CheckedDeck): CheckedDeck {
  for (const note of deck.children)
    for (const field of note.children) for (const node of descend(field)) node.position = undefined;
  return deck;
}

function withoutBroken(deck: Deck, file: VFile): CheckedDeck {
  const lines = new Set(file.messages.flatMap(({ fatal, line }) => (fatal && line) || []));
  const isSound = ({ position }: Node) => {
    for (let line = position?.start.line ?? 0; line <= (position?.end.line ?? 0); line += 1)
      if (lines.has(line)) return false;
    return true;
  };
  return {
    ...deck,
    children: deck.children.filter(isSound),
    description: deck.description.filter(isSound),
    definitions: deck.definitions.filter(isSound),
  } as CheckedDeck;
}
