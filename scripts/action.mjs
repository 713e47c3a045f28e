/**
 * What action.yml runs: the command of the inputs, without a shell, and its results as outputs of the step.
 * Plain JavaScript, as it runs where nothing but the compiled program is.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { env } = process;
const command = env.DECKWRIGHT_COMMAND?.trim() || 'build';
const given = wordsOf(env.DECKWRIGHT_ARGUMENTS ?? '');
const scratch = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'deckwright-'));
try {
  process.exitCode = run();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function run() {
  const manifest = join(scratch, 'manifest.json');
  const isDiff = command === 'diff';
  const extra = [
    ...(command === 'build' ? ['--manifest', manifest] : []),
    ...(['build', 'check'].includes(command) && !has('--reporter', '--json')
      ? ['--reporter', 'github']
      : []),
    ...(isDiff ? ['--fail-on-loss'] : []),
    ...(isDiff && !has('--markdown', '--notes', '--json') ? ['--markdown'] : []),
  ];
  const { status, stdout } = spawnSync(process.execPath, [program(), command, ...extra, ...given], {
    stdio: ['ignore', isDiff ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (existsSync(manifest)) tellBuild(JSON.parse(readFileSync(manifest, 'utf8')));
  if (!isDiff) return status ?? 2;
  process.stdout.write(stdout ?? '');
  if (status !== 0 && status !== 1) return status ?? 2;
  output('verdict', status === 1 ? 'lost' : 'kept');
  if (env.GITHUB_STEP_SUMMARY && !has('--json')) appendFileSync(env.GITHUB_STEP_SUMMARY, stdout);
  return status === 1 && !has('--fail-on-loss') ? 0 : status;
}

/** The compiled program; a test names another one. */
function program() {
  const folder = dirname(dirname(fileURLToPath(import.meta.url)));
  return env.DECKWRIGHT_PROGRAM || join(folder, 'dist', 'lib', 'cli.js');
}

function has(...flags) {
  return given.some((word) => flags.some((flag) => word === flag || word.startsWith(`${flag}=`)));
}

function tellBuild({ packages, folder }) {
  const paths = packages.flatMap(({ files }) => files.map(({ path }) => `${folder}/${path}`));
  const sum = (key) => packages.reduce((total, one) => total + one[key], 0);
  const counts = { packages: packages.length };
  for (const key of ['notes', 'cards', 'decks', 'media']) counts[key] = sum(key);
  output('packages', JSON.stringify(paths));
  output('counts', JSON.stringify(counts));
}

/** As the runner reads it: a name, and a value between two lines that it cannot contain. */
function output(name, value) {
  if (!env.GITHUB_OUTPUT) return;
  const border = randomUUID();
  appendFileSync(env.GITHUB_OUTPUT, `${name}<<${border}\n${value}\n${border}\n`);
}

/** Words as a shell would cut them, with single and double quotes and a backslash, and nothing else of a shell. */
function wordsOf(text) {
  const words = [];
  let word;
  for (const [piece, single, double, escaped, gap] of text.matchAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\([\s\S])|(\s+)|[\s\S]/gu,
  )) {
    if (gap !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\])/gu, '$1') ?? escaped ?? piece);
  }
  return word === undefined ? words : [...words, word];
}
