import { relative, sep } from 'node:path';
import type { VFile } from 'vfile';
import { didYouMean } from '../messages/index.ts';
import { type ReportContext, type ReporterName, reporters } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Flag, FlagValues, Surroundings } from './command.ts';
import { packageVersion, pageOf } from './pages.ts';

const names = Object.keys(reporters) as ReporterName[];

/** The flag of commands that report messages. */
export const reporterFlags: Record<string, Flag> = {
  reporter: {
    type: 'string',
    value: names.join('|'),
    description: 'Form of the report: for people, programs, code scanning, or GitHub annotations.',
  },
};

/** The reporter that is asked for; `--json` asks for that one. */
export function reporterOf({ reporter, json }: FlagValues): ReporterName {
  const name = reporter ?? (json === true ? 'json' : 'terminal');
  const found = names.find((one) => one === name);
  if (found && (json !== true || found === 'json')) return found;
  if (found) throw surroundingsError(`--json and --reporter ${found}: expected one of the two.`);
  const meant = didYouMean(String(name), names);
  throw surroundingsError(
    `--reporter ${name}: expected ${names.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`,
  );
}

/** Whether the report is one document on standard output, and nothing else may be printed there. */
export function isDocument(name: ReporterName): boolean {
  return name === 'json' || name === 'sarif';
}

/** Prints the report: documents and annotations to standard output, what people read to standard error. */
export function printReport(
  name: ReporterName,
  files: VFile[],
  root: string,
  facts: Record<string, unknown>,
  world: Surroundings,
): void {
  const context: ReportContext = {
    color: world.color,
    prefix: prefixOf(root, world),
    version: packageVersion(),
    page: (id) => pageOf(`messages/${id}`),
    facts,
  };
  if (name !== 'terminal') world.stdout(reporters[name](files, context));
  if (!isDocument(name)) world.stderr(reporters.terminal(files, context));
}

/** Annotations name files from the top of the repository. */
function prefixOf(root: string, { env, folder }: Surroundings): string {
  const top = env.GITHUB_WORKSPACE || folder;
  const path = relative(top, root).split(sep).join('/');
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}
