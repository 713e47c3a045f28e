/**
 * Writes the data files of the flagship deck's figures that no formula in a spec can give: each number
 * follows from the code below. Run with `npx tsx scripts/figure-data.ts`; the files are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Row = Record<string, string | number>;

const folder = fileURLToPath(new URL('../decks/deep-learning/data/', import.meta.url));

mkdirSync(folder, { recursive: true });
const files: Record<string, Row[]> = {
  'momentum.csv': momentumPaths(),
  'boosting.csv': boostedStumps(),
  'imbalance.csv': imbalancedCurves(),
};
for (const [name, rows] of Object.entries(files)) writeFileSync(join(folder, name), csv(rows));

/** 45 steps down w1² + 100 w2²: each method with a learning rate that suits it. */
function momentumPaths(): Row[] {
  return [...descend('without momentum', 0.0095, 0), ...descend('momentum 0.9', 0.002, 0.9)];
}

function descend(method: string, rate: number, beta: number): Row[] {
  const rows: Row[] = [];
  let [w1, w2, v1, v2] = [9.5, 0.75, 0, 0];
  for (let step = 0; step <= 45; step += 1) {
    rows.push({ step, method, w1, w2 });
    [v1, v2] = [beta * v1 + 2 * w1, beta * v2 + 200 * w2];
    [w1, w2] = [w1 - rate * v1, w2 - rate * v2];
  }
  return rows;
}

/** Gradient boosting of one-split trees with learning rate 0.5 on 25 noisy points of a sine wave. */
function boostedStumps(): Row[] {
  const random = generator(7);
  const points = Array.from({ length: 25 }, (_, index) => {
    const x = (index * 2 * Math.PI) / 24;
    return { x, y: Math.sin(x) + 0.7 * (random() - 0.5) };
  });
  let predictions = points.map(() => mean(points.map(({ y }) => y)));
  const rows: Row[] = [];
  for (let round = 1; round <= 50; round += 1) {
    const residuals = points.map(({ y }, index) => y - (predictions[index] ?? 0));
    const fitted = stump(residuals);
    predictions = predictions.map((value, index) => value + 0.5 * (fitted[index] ?? 0));
    if (![1, 5, 50].includes(round)) continue;
    for (const [index, { x, y }] of points.entries())
      rows.push({ rounds: round, x, y, prediction: predictions[index] ?? 0 });
  }
  return rows;
}

/** The best split of values in order, each side replaced by its mean. */
function stump(values: number[]): number[] {
  let best: { error: number; fitted: number[] } | undefined;
  for (let at = 1; at < values.length; at += 1) {
    const [left, right] = [mean(values.slice(0, at)), mean(values.slice(at))];
    const fitted = values.map((_, index) => (index < at ? left : right));
    const error = values.reduce(
      (sum, value, index) => sum + (value - (fitted[index] ?? 0)) ** 2,
      0,
    );
    if (!best || error < best.error) best = { error, fitted };
  }
  return best?.fitted ?? values;
}

/** One positive in a hundred: scores normal with variance 1, around 2 for positives and 0 for negatives. */
function imbalancedCurves(): Row[] {
  const share = 0.01;
  return Array.from({ length: 61 }, (_, index) => {
    const threshold = 5.5 - index * 0.15;
    const fpr = 1 - normal(threshold);
    const recall = 1 - normal(threshold - 2);
    const precision = (share * recall) / (share * recall + (1 - share) * fpr);
    return { fpr, recall, precision };
  }).filter(({ recall }) => recall > 0.005);
}

/** Standard normal distribution function, by Simpson's rule on its density. */
function normal(x: number): number {
  const steps = 400;
  const width = x / steps;
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let step = 1; step < steps; step += 1) sum += (step % 2 ? 4 : 2) * density(step * width);
  return 0.5 + (sum * width) / 3;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Repeatable numbers from 0 to 1 (a linear congruential generator). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function csv(rows: Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value: string | number | undefined): string =>
    typeof value === 'number' ? String(Number(value.toFixed(5))) : (value ?? '');
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}
