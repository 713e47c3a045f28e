import type { Document, Node } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';

/** A way down into a value: keys and indexes. */
export type Path = readonly PropertyKey[];

/**
 * From and to (character offsets) of the value at a path, or of its key. What is not there has the
 * place of the nearest key around it, and the start of the text when there is none.
 */
export function place(
  document: Document,
  path: Path,
  part: 'key' | 'value',
  length: number,
): [from: number, to: number] {
  let node: Node | null | undefined = document.contents;
  let found: Node | null | undefined;
  let around: Node | null | undefined = isMap(node) ? firstKey(node) : node;
  for (const [index, step] of path.entries()) {
    const next = child(isAlias(node) ? node.resolve(document) : node, step);
    if (!next) return range(around, length);
    const key = next.key ?? (next.value && firstKey(next.value)) ?? next.value;
    around = key ?? around;
    node = next.value;
    found = index === path.length - 1 && part === 'key' ? key : next.value;
  }
  // A key without a value (`tags:`) has a value of no width.
  const wide = found?.range && found.range[1] > found.range[0];
  return range(wide ? found : around, length);
}

interface Child {
  key: Node | undefined;
  value: Node | undefined;
}

function child(node: unknown, step: PropertyKey): Child | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? undefined : { key: undefined, value: asNode(value) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { key: asNode(pair.key), value: asNode(pair.value) };
}

function firstKey(node: Node): Node | undefined {
  return isMap(node) ? asNode(node.items[0]?.key) : undefined;
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function range(node: Node | null | undefined, length: number): [number, number] {
  const [from = 0, to = 0] = node?.range ?? [];
  return [Math.min(from, length), Math.min(to, length)];
}
