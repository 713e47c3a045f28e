import type { Trouble } from '../source.ts';
import type { Path, Spec } from './read.ts';

const mostRows = 10_000;
const largestNumber = 1e6;
const counts = new Set([
  'tickCount',
  'maxbins',
  'steps',
  'width',
  'height',
  'columns',
  'sample',
  'size',
]);

/** Says what would take without end to draw: more rows, ticks or pixels than any card shows. */
export function checkBounds(spec: Spec): Trouble | undefined {
  return visit(spec, []);
}

function visit(value: unknown, path: Path): Trouble | undefined {
  const key = path.at(-1);
  if (typeof value === 'number') return tooMany(key, value, path);
  if (typeof value === 'string') return key === 'values' ? tooManyLines(value, path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > mostRows) return trouble(value.length, 'rows', path);
  if (key === 'sequence') return sequence(value, path);
  if (key === 'values' && path.at(-2) === 'data') return undefined;
  for (const [step, inner] of Object.entries(value)) {
    const found = visit(inner, [...path, Array.isArray(value) ? Number(step) : step]);
    if (found) return found;
  }
  return undefined;
}

function sequence(value: object, path: Path): Trouble | undefined {
  const { start = 0, stop = 0, step = 1 } = value as Record<string, number>;
  const rows = Math.ceil((stop - start) / step);
  return rows <= mostRows ? undefined : trouble(rows, 'rows', path);
}

function tooManyLines(text: string, path: Path): Trouble | undefined {
  const rows = text.split('\n').length;
  return rows <= mostRows ? undefined : trouble(rows, 'rows', path);
}

function tooMany(key: string | number | undefined, value: number, path: Path): Trouble | undefined {
  const counted = typeof key === 'string' && counts.has(key);
  if (!counted || Math.abs(value) <= (key === 'size' ? largestNumber : mostRows)) return undefined;
  return {
    reason: `Unexpected \`${key}\` of ${value}, expected at most ${mostRows}`,
    note: 'Choose a number that fits on a phone.',
    path,
  };
}

function trouble(count: number, what: string, path: Path): Trouble {
  return {
    reason: `Unexpected ${Number.isFinite(count) ? count : 'endless'} ${what}, expected at most ${mostRows}`,
    note: 'Draw fewer: a card shows a few hundred points at most.',
    path,
  };
}
