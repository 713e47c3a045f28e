import type { ElementContent, Properties } from 'hast';
import type { Node } from 'unist';

/** What a node may say of the element that it becomes (mdast-util-to-hast, `data`). */
interface Given {
  hName?: string;
  hProperties?: Properties;
  hChildren?: ElementContent[];
}

/** Whether nothing is said about the element. */
export function isPlain(node: Node): boolean {
  if (!node.data) return true;
  const { hName, hProperties, hChildren } = node.data as Given;
  return !hName && !hProperties && !hChildren;
}

/** The classes that parse gave a node; `false` where it says more than that. */
export function classesOf(node: Node): string | undefined | false {
  if (isPlain(node)) return undefined;
  const { hName, hProperties, hChildren } = node.data as Given;
  const { className, ...others } = hProperties ?? {};
  const only = !hName && !hChildren && Object.keys(others).length === 0;
  return only && Array.isArray(className) ? className.join(' ') : false;
}
