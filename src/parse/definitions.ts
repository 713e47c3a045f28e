import type { RootContent } from 'mdast';
import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { hasDeletions } from './cloze/index.ts';

/** Takes the definitions of links and footnotes out of the file's content: they belong to all its notes. */
export function takeDefinitions(
  children: RootContent[],
  file: VFile,
): { definitions: RootContent[]; body: RootContent[] } {
  const body = children.filter(({ type }) => type !== 'yaml' && !isDefinition(type));
  const definitions = [
    ...children.filter(({ type }) => isDefinition(type)),
    ...body.flatMap(within),
  ];
  for (const node of definitions) {
    if (hasDeletions([node], String(file.value)))
      report(file, node, messages.clozeOutside('a footnote'));
  }
  return { definitions, body };
}

/** Definitions may stand in lists and quotes as well; there they stay, as they show nothing. */
function within(node: RootContent): RootContent[] {
  if (!('children' in node)) return [];
  const children = node.children as RootContent[];
  return children.flatMap((child) => (isDefinition(child.type) ? [child] : within(child)));
}

function isDefinition(type: string): boolean {
  return type === 'definition' || type === 'footnoteDefinition';
}
