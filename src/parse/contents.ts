import type { Root, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { Disabled } from '../tree.ts';
import { takeDefinitions } from './definitions.ts';
import { takeDisabled } from './disabled.ts';
import { applyMeasures } from './measures.ts';

/** A text's content, and what stands in it besides. */
export interface TextContents {
  body: RootContent[];
  definitions: RootContent[];
  disabled: Disabled[];
}

/** Takes out of a parsed text what is no content: definitions, and comments that switch rules off. */
export function takeContents(children: RootContent[], file: VFile): TextContents {
  const root: Root = { type: 'root', children };
  applyMeasures(root, file);
  const disabled = takeDisabled(root, file);
  return { ...takeDefinitions(root.children, file), disabled };
}
