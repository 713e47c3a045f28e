import type { RootContent } from 'mdast';
import { plainCharacters } from '../characters.ts';
import { report } from '../messages/index.ts';
import { descend } from '../tree.ts';
import type { FileContext } from './context.ts';
import { applyMeasures } from './measures.ts';

/** Content for a field from settings or attributes. It has no place of its own in the deck file. */
export function snippet(text: string, context: FileContext): RootContent[] {
  const known = context.snippets.get(text) ?? parsed(text, context);
  context.snippets.set(text, known);
  return structuredClone(known);
}

function parsed(text: string, { markdown, file }: FileContext): RootContent[] {
  // As in a deck file: see `textFile`. YAML can spell these as escapes.
  const root = markdown(plainCharacters(text), (message) => report(file, undefined, message));
  for (const node of descend(root)) delete node.position;
  applyMeasures(root, file);
  return root.children;
}
