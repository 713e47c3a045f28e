import { VFile } from 'vfile';
import type { FileScope, Project } from '../project.ts';
import type { Shelf } from '../shelf.ts';
import { type Deck, descend } from '../tree.ts';
import { type FileFacts, factsOf, isSound } from './facts.ts';
import { createNoteLinter, lint } from './lint/index.ts';
import { nodesIn } from './nodes.ts';
import { createDeckRules, createDiagrams, projectRules } from './rules/index.ts';

export type { FileFacts, NoteFacts } from './facts.ts';

declare const checked: unique symbol;

/** A deck whose notes are all right: what was wrong has a message, and is left out. */
export type CheckedDeck = Deck & { [checked]: true };

export interface CheckOptions {
  /** Whether the content rules are asked, too; by default they are. */
  lint?: boolean;
  /** Where pictures of earlier runs are, and those of this one go. */
  shelf?: Shelf | undefined;
}

/** Is it right? Says what is wrong with one file by itself, and gives the facts that all are held together by. */
export type CheckFile = (deck: Deck, file: VFile) => Promise<FileFacts>;

/** Makes `CheckFile` for the files of a project; each needs the formulas that it knows only once. */
export function createFileChecker(project: FileScope, options: CheckOptions = {}): CheckFile {
  const rules = createDeckRules(options.shelf);
  const lintNotes = createNoteLinter(project);
  return async (deck, file) => {
    const context = { deck, nodes: nodesIn(deck), file, project };
    for (const rule of rules) await rule(context);
    const facts = factsOf(context);
    if (options.lint !== false) lintNotes(context, facts);
    return facts;
  };
}

/** Makes the function that only draws the diagrams of a file, of which all has been said already. */
export function createDrawing(
  project: FileScope,
  { shelf }: CheckOptions = {},
): (deck: Deck) => Promise<void> {
  const draw = createDiagrams(shelf);
  return async (deck) => draw({ deck, nodes: nodesIn(deck), file: new VFile(), project });
}

/** Says what is wrong between the files, or with what is beside them; it sees no tree, only facts. */
export function checkTogether(
  facts: FileFacts[],
  project: Project,
  options: CheckOptions = {},
): void {
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  const contexts = facts.flatMap((one) => {
    const file = files.get(one.path);
    return file ? [{ facts: one, file }] : [];
  });
  for (const rule of projectRules) rule(contexts, project);
  if (options.lint !== false) lint(contexts, project);
}

/** Takes the places out of the fields, which are half of what a tree takes in memory: messages of later phases point to a note's head. */
export function dropPlaces({ children }: Deck): void {
  for (const note of children)
    for (const field of note.children) for (const node of descend(field)) node.position = undefined;
}

/** The deck without what stands on broken lines. */
export function withoutBroken(deck: Deck, broken: ReadonlySet<number>): CheckedDeck {
  const { children, description, definitions } = deck;
  const sound = {
    children: children.filter((note) => isSound(note, broken)),
    description: description.filter((node) => isSound(node, broken)),
    definitions: definitions.filter((node) => isSound(node, broken)),
  };
  return { ...deck, ...sound } as CheckedDeck;
}

export { brokenLines, isSound } from './facts.ts';
