import type { Node } from 'unist';
import { descend } from '../tree.ts';

/** Notes on each formula the macros that it uses, and those that these use, by name without `\`. */
export function markMacros(nodes: Node[], macros: Record<string, string> = {}): void {
  const known = new Map(
    Object.entries(macros).map(([name, tex]) => [name.replace(/^\\/u, ''), tex]),
  );
  if (known.size === 0) return;
  for (const node of nodes.flatMap(descend)) {
    if (node.type !== 'math' && node.type !== 'inlineMath') continue;
    const used = usedIn(texOf(node), known);
    if (Object.keys(used).length > 0) node.data = { ...node.data, macros: used };
  }
}

function texOf(node: Node): string {
  const hints = node.data?.deletions?.map(({ hint = '' }) => hint) ?? [];
  return [(node as { value?: string }).value ?? '', ...hints].join(' ');
}

function usedIn(tex: string, known: Map<string, string>): Record<string, string> {
  // A set takes in what is added while it is walked.
  const names = new Set(namesIn(tex, known));
  for (const name of names)
    for (const further of namesIn(known.get(name) ?? '', known)) names.add(further);
  return Object.fromEntries([...names].sort().map((name) => [name, known.get(name) ?? '']));
}

function namesIn(tex: string, known: Map<string, string>): string[] {
  return [...tex.matchAll(/\\(?:([A-Za-z]+)|[^A-Za-z])/gu)].flatMap(([, name]) =>
    name !== undefined && known.has(name) ? [name] : [],
  );
}
