import type { Run } from './measure.ts';
import type { Measured } from './rounds.ts';

/** What is in the packages of a contest. */
export interface Expected {
  notes: number;
  media: number;
}

/** The middle one of some numbers; of an even count, the mean of the two in the middle. */
export function median(numbers: number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** A Markdown table of a contest; ratios are to its first row. */
export function contestTable(rows: Measured[], expected: Expected, limit: number): string {
  const base = figuresOf(rows[0]);
  const head = [
    ...['', 'Notes per second', 'Wall', 'CPU', 'Peak memory'],
    ...['Wall, as a multiple', 'CPU, as a multiple', 'Runs'],
  ];
  const body = rows.map((row) => {
    const reason = row.reason ?? reasonOf(row.runs, limit);
    if (reason !== undefined) return [row.name, reason, ...Array(6).fill('')];
    const { wall, cpu, memory } = figuresOf(row);
    return [
      `${row.name}${lossOf(row.runs[0], expected)}`,
      ...[wall && grouped(Math.round(expected.notes / wall)), seconds(wall), seconds(cpu)],
      memory === undefined ? '' : `${grouped(Math.round(memory / 1e6))} MB`,
      ...[multiple(wall, base.wall), multiple(cpu, base.cpu), String(row.runs.length)],
    ];
  });
  return markdownTable(head, body);
}

/** The rows that took less than the first, each with its shares: "7 % of the CPU time". */
export function fasterRows(rows: Measured[]): { id: string; name: string; shares: string }[] {
  const base = figuresOf(rows[0]);
  const whole = rows.slice(1).filter((row) => hasFigures(row));
  return whole.flatMap((row) => {
    const figures = figuresOf(row);
    const shares = (['wall', 'cpu'] as const).flatMap((what) => {
      const [own = Infinity, other = 0] = [figures[what], base[what]];
      const share = Number(((own / other) * 100).toPrecision(2));
      return own < other ? [`${share} % of the ${what === 'wall' ? 'wall' : 'CPU'} time`] : [];
    });
    return shares.length > 0 ? [{ id: row.id, name: row.name, shares: shares.join(' and ') }] : [];
  });
}

/** Whether all runs of a row came to their end. */
export function hasFigures({ runs, reason }: Measured): boolean {
  return reason === undefined && reasonOf(runs, 0) === undefined;
}

/** A Markdown table; the first column is text, the others are figures. */
export function markdownTable(head: string[], body: (string | number | undefined)[][]): string {
  const line = (cells: (string | number | undefined)[]) =>
    `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  const rule = `|---|${head
    .slice(1)
    .map(() => '--:|')
    .join('')}`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** A number with commas between its thousands. */
export function grouped(number: number): string {
  return new Intl.NumberFormat('en').format(number);
}

function figuresOf(row: Measured | undefined): { wall?: number; cpu?: number; memory?: number } {
  const middle = (what: 'wall' | 'cpu' | 'memory') => {
    const value = median((row?.runs ?? []).flatMap((run) => run[what] ?? []));
    return value === undefined ? {} : { [what]: value };
  };
  return { ...middle('wall'), ...middle('cpu'), ...middle('memory') };
}

function reasonOf(runs: Run[], limit: number): string | undefined {
  if (runs.length === 0) return 'not run';
  if (runs.some(({ over }) => over)) return `over ${limit} s`;
  const failed = runs.find((run) => run.failed !== undefined)?.failed;
  return failed === undefined ? undefined : `fails: ${failed}`;
}

/** A tool that leaves notes or pictures out is fast for a bad reason. */
function lossOf(first: Run | undefined, { notes, media }: Expected): string {
  const lost = [
    ...(first?.notes !== undefined && first.notes !== notes
      ? [`${grouped(first.notes)} of ${grouped(notes)} notes`]
      : []),
    ...(first?.media !== undefined && first.media !== media
      ? [`${grouped(first.media)} of ${grouped(media)} pictures`]
      : []),
  ];
  return lost.length > 0 ? ` (${lost.join(', ')})` : '';
}

function seconds(value: number | undefined): string {
  return value === undefined ? '' : `${value.toPrecision(3)} s`;
}

function multiple(value: number | undefined, base: number | undefined): string {
  return value === undefined || !base ? '' : `${Number((value / base).toPrecision(2))} ×`;
}
