import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { packageFolder } from '../home.ts';
import { surroundingsError } from '../surroundings.ts';
import { type OutputFile, write } from '../write.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags } from './flags.ts';
import { schemaFiles } from './schema.ts';

export const init: Command = {
  flags: {
    'note-type': {
      type: 'string',
      value: 'NAME',
      description: 'Write templates/NAME with comments to begin from, and nothing else.',
    },
    ...commonFlags,
  },
  operands: '[FOLDER]',
  examples: [
    { line: 'deckwright init', does: 'a project in this folder; what is there stays as it is' },
    { line: 'deckwright init my-decks', does: 'in a new folder' },
    { line: 'deckwright init --note-type word', does: 'templates/word, for notes of type=word' },
  ],
  run,
};

/** Files of `templates/_project` that cannot keep their names in a package of npm, or stand deeper. */
const places: Record<string, string> = {
  gitignore: '.gitignore',
  gitattributes: '.gitattributes',
  'vscode-settings.json': '.vscode/settings.json',
  'workflow-pull-request.yml': '.github/workflows/deck-pull-request.yml',
  'workflow-main.yml': '.github/workflows/deck-main.yml',
  'workflow-release.yml': '.github/workflows/deck-release.yml',
};

async function run(values: FlagValues, operands: string[], world: Surroundings): Promise<number> {
  if (operands.length > 1) throw surroundingsError('init takes one folder.');
  const root = resolve(world.folder, operands[0] ?? '.');
  if (existsSync(root) && !statSync(root).isDirectory())
    throw surroundingsError(`${root} is no folder.`);
  const name = values['note-type'];
  const files = typeof name === 'string' ? notetypeFiles(root, name) : projectFiles(root);
  const kept = files.filter(({ location }) => existsSync(location));
  const written = files.filter((file) => !kept.includes(file));
  await write(written);
  const paths = (list: OutputFile[]) =>
    list.map(({ location }) => relative(world.folder, location).replaceAll('\\', '/'));
  if (values.json === true) {
    const result = { written: paths(written), kept: paths(kept) };
    world.stdout(`${JSON.stringify(result, null, 2)}\n`);
  } else if (values.quiet !== true) {
    for (const path of paths(written)) world.stdout(`${path}\n`);
    for (const path of paths(kept)) world.stdout(`${path} was there already, and stays as it is\n`);
    world.stdout(nextSteps(root, values, world));
  }
  return 0;
}

function projectFiles(root: string): OutputFile[] {
  if (existsSync(join(root, 'deckwright.yaml')))
    throw surroundingsError(`There is a project in ${root} already: it has a deckwright.yaml.`);
  const name = basename(root);
  const slug = slugOf(name) || 'decks';
  // Two projects of one name never share an identity; this is the only place with chance in it.
  const namespace = `${slug}-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const files = starter('_project', root, { NAME: quoted(name), NAMESPACE: namespace, SLUG: slug });
  // Whoever has decks needs no sample.
  const hasDecks = existsSync(join(root, 'decks')) && readdirSync(join(root, 'decks')).length > 0;
  const samples = join(root, 'decks');
  const wanted = hasDecks ? files.filter(({ location }) => !location.startsWith(samples)) : files;
  return [...wanted, ...schemaFiles(join(root, '.deckwright', 'schema'))];
}

function notetypeFiles(root: string, key: string): OutputFile[] {
  const slug = slugOf(key);
  if (key !== slug || key === '')
    throw surroundingsError(
      `--note-type ${key}: expected small letters, digits and hyphens${slug ? `, such as ${slug}` : ''}.`,
    );
  if (existsSync(join(packageFolder(), 'templates', key)))
    throw surroundingsError(
      `--note-type ${key}: that one comes with Deckwright. Choose another name.`,
    );
  const folder = join(root, 'templates', key);
  if (existsSync(folder)) throw surroundingsError(`There is a note type in ${folder} already.`);
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('-', ' ')}`;
  return [
    ...starter('_notetype', folder, { NAME: quoted(name), KEY: key }),
    ...schemaFiles(join(root, '.deckwright', 'schema')).filter(
      ({ location }) => location.includes('notetype') && !existsSync(location),
    ),
  ];
}

/** The files of a folder of ours, with their marks (`@NAME@`) filled in. */
function starter(kind: string, target: string, marks: Record<string, string>): OutputFile[] {
  const source = join(packageFolder(), 'templates', kind);
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(source, path)).isFile())
    .sort();
  return paths.map((path) => ({
    location: join(target, places[path] ?? path),
    content: [Buffer.from(filled(readFileSync(join(source, path), 'utf8'), path, marks))],
  }));
}

function filled(text: string, path: string, marks: Record<string, string>): string {
  return text.replaceAll('\r\n', '\n').replace(/@([A-Z]+)@/gu, (mark, name) => {
    const value = marks[name];
    if (value === undefined) return mark;
    return path.endsWith('.md') && value.startsWith('"') ? (JSON.parse(value) as string) : value;
  });
}

/** A folder may have any name; in YAML some names would be something else. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N} _-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/iu.test(text)
    ? text
    : JSON.stringify(text);
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

function nextSteps(root: string, values: FlagValues, { folder }: Surroundings): string {
  const there = relative(folder, root);
  const enter = there === '' ? '' : `cd ${there} && `;
  return values['note-type'] === undefined
    ? `\n${[
        `See the cards: ${enter}npx deckwright preview --open`,
        'Make packages: npx deckwright build, then commit all with deckwright.lock',
        'How decks are written: npx deckwright explain syntax',
        ...(existsSync(join(root, 'package.json')) ? [] : [forWorkflows]),
      ].join('\n')}\n`
    : `\nNext: write type=${values['note-type']} behind a heading, and build.\n`;
}

const forWorkflows =
  'For the workflows on GitHub: commit a package.json that has Deckwright in it (README.md tells how)';
