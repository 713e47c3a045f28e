import { didYouMean } from '../../messages/index.ts';
import { surroundingsError } from '../../surroundings.ts';

/** What a column can be: a field of a note, or what else a note has. */
export const targets = ['Front', 'Back', 'Extra', 'Source', 'Text', 'tags', 'deck', '-'] as const;

export type Target = (typeof targets)[number];

/** The names that people and programs give their columns. */
const words: Record<Exclude<Target, '-'>, string> = {
  Front: 'front question term prompt word q expression vocabulary recto side1',
  Back: 'back answer definition a meaning translation response verso side2',
  Extra: 'extra extras notes note comment comments explanation example hint remark',
  Source: 'source reference link url',
  Text: 'text cloze',
  tags: 'tags tag label labels keywords',
  deck: 'deck category set topic chapter class unit',
};

/** The columns as `--columns front,back,tags` says. Throws the known error for a name that means nothing. */
export function columnsSaid(names: string[]): Target[] {
  return names.map((name) => {
    const target = targetOf(name);
    if (target) return target;
    const meant = didYouMean(name, [...targets]);
    throw surroundingsError(
      `--columns: there is no "${name}"${meant ? `; did you mean "${meant}"?` : ''}. Expected of each column one of ${targets.join(', ')}.`,
    );
  });
}

/** The columns as the first row names them; nothing if it is a row like others. */
export function columnsNamed(row: string[]): Target[] | undefined {
  const found = row.map((cell) => (cell.trim() === '' ? undefined : wordOf(cell)));
  const isHeader = found.includes('Front') || found.includes('Text');
  const known = found.filter((target) => target !== undefined);
  if (!isHeader || known.length < Math.min(2, row.length)) return undefined;
  const taken = new Set<Target>();
  return found.map((target = '-') => {
    if (target !== '-' && taken.has(target)) return '-';
    taken.add(target);
    return target;
  });
}

/** The columns by what stands in them: a question, an answer, then more text or tags. */
export function columnsGuessed(rows: string[][]): Target[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const third = rows.flatMap((row) => row[2]?.trim() || []);
  const isTags =
    third.length > 1 &&
    third.every((cell) =>
      /^[\p{L}\p{N}_:\-/.]{1,40}(?:[\s,;]+[\p{L}\p{N}_:\-/.]{1,40}){0,9}$/u.test(cell),
    ) &&
    new Set(third).size <= third.length / 2;
  const [front, back, more]: Target[] = ['Front', 'Back', isTags ? 'tags' : 'Extra'];
  const known = [front, back, more].flatMap((target) => target ?? []);
  return Array.from({ length: width }, (_, index) => known[index] ?? '-');
}

function targetOf(name: string): Target | undefined {
  const plain = name.trim().toLowerCase();
  if (plain === '') return '-';
  return targets.find((target) => target.toLowerCase() === plain);
}

function wordOf(cell: string): Target | undefined {
  const plain = cell
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, '');
  const found = Object.entries(words).find(([, list]) => list.split(' ').includes(plain));
  return targets.find((target) => target === found?.[0]);
}
