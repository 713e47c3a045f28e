import type { Position } from 'unist';
import type { VFile } from 'vfile';
import type { Alias, Document, YAMLMap } from 'yaml';
import { isNode, isScalar, visit } from 'yaml';
import { report } from './report.ts';
import { yamlDuplicateKey } from './yaml.ts';

/** Reports every key that its map has had already; true if there is none. */
export function reportDuplicateKeys(
  file: VFile,
  document: Document,
  toPosition: (from: number, to: number) => Position,
): boolean {
  let fine = true;
  visit(document, {
    Map: (_key, map) => {
      for (const [key, first, second] of duplicates(map).slice(0, most)) {
        const firstLine = toPosition(first, first).start.line;
        report(file, toPosition(...second), yamlDuplicateKey(key, firstLine));
        fine = false;
      }
    },
  });
  return fine;
}

/** Of one map. */
const most = 50;

/**
 * The first alias that stands inside what it names, or that makes the value too large: more than
 * `mostAliases`, or one whose anchor holds aliases itself (what every YAML bomb is made of).
 */
export function firstBadAlias(document: Document, mostAliases: number): Alias | undefined {
  let bad: Alias | undefined;
  let seen = 0;
  visit(document, {
    Alias: (_key, alias) => {
      seen += 1;
      if (seen <= mostAliases && !holdsAlias(alias, document)) return undefined;
      bad = alias;
      return visit.BREAK;
    },
  });
  return bad;
}

function duplicates(map: YAMLMap): [key: string, first: number, second: [number, number]][] {
  const firsts = new Map<string, number>();
  const found: [string, number, [number, number]][] = [];
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const [from = 0, to = from] = key.range ?? [];
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, from);
    else found.push([name, first, [from, to]]);
  }
  return found;
}

function holdsAlias(alias: Alias, document: Document): boolean {
  const target = alias.resolve(document);
  if (!isNode(target)) return false;
  let holds = false;
  visit(target, {
    Alias: () => {
      holds = true;
      return visit.BREAK;
    },
  });
  return holds;
}
