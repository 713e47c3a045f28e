import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node, Parent } from 'unist';
import { describe, expect, it } from 'vitest';
import { messageIndex } from '../scripts/message-index.ts';
import { type Command, commands } from '../src/commands/index.ts';
import { messages } from '../src/messages/index.ts';
import { notetypeSchema } from '../src/notetype/index.ts';
import { optionsSchema } from '../src/options.ts';
import { settingsSchema } from '../src/settings.ts';
import { blocksOf, examplesIn, pages, saidBy } from './examples.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = pages();
const examples = [...all].flatMap(([page, text]) => examplesIn(page, text));
const folder = 'docs/messages';

describe('an example', () => {
  it.each(
    examples.map(
      (example) => [`${example.page}:${example.line} ${example.name}`, example] as const,
    ),
  )('%s', async (_place, example) => {
    const { fails, said } = await saidBy(example);
    expect(fails).toEqual(example.fails);
    if (example.said !== undefined) expect(said).toBe(example.said);
  });

  it('has a name of its own on its page', () => {
    const names = examples.map(({ page, name }) => `${page} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('a message', () => {
  const severities = new Map(Object.values(messages).map(({ id, severity }) => [id, severity]));

  it('has a page, and no page is left over', () => {
    const ids = [...all.keys()]
      .filter((path) => posix.dirname(path) === folder)
      .map((path) => posix.basename(path, '.md'));
    expect(ids.filter((id) => id !== 'README').sort()).toEqual([...severities.keys()].sort());
  });

  it.each([...severities])('%s begins its page with its name and severity', (id, severity) => {
    const word = `${severity[0]?.toUpperCase()}${severity.slice(1)}`;
    expect(all.get(`${folder}/${id}.md`)).toMatch(
      new RegExp(`^# \`${id}\`\n\n\\*\\*${word}\\.\\*\\* [A-Z\`]`, 'u'),
    );
  });

  it.each([...severities.keys()])('%s is shown by a bad and a good example', (id) => {
    const page = `${folder}/${id}.md`;
    if (/^<!-- no example: .+ -->$/mu.test(all.get(page) ?? '')) return;
    const own = examples.filter((example) => example.page === page);
    expect(own.map(({ name }) => name)).toEqual(['bad', 'good']);
    expect(own[0]?.fails).toContain(id);
    expect(own[1]?.fails).toEqual([]);
  });

  it('is in the index (node --import tsx/esm scripts/message-index.ts)', () => {
    expect(all.get(`${folder}/README.md`)).toBe(messageIndex());
  });
});

describe('a page', () => {
  it.each([...all.keys()])('%s links to what is there', (page) => {
    const links = nodesOf(all.get(page) ?? '').flatMap(({ type, url }) =>
      (type === 'link' || type === 'image') && url !== undefined ? [url] : [],
    );
    expect(links.filter((url) => isLocal(url) && !leadsSomewhere(url, page))).toEqual([]);
  });

  it.each([...all.keys()])('%s names commands and flags that exist', async (page) => {
    const lines = blocksOf(all.get(page) ?? '').flatMap((block) =>
      block.type === 'code' && /^(?:sh|yaml)$/u.test(block.lang ?? '')
        ? block.value.split('\n')
        : [],
    );
    const used = lines.flatMap((line) => [
      ...line.matchAll(/(?:npx |^|- run: |\$ )deckwright (?<name>[a-z]+)(?<rest>[^#|&]*)/gu),
    ]);
    const loaded = new Map<string, Command>();
    for (const [name, command] of Object.entries(commands)) loaded.set(name, await command.load());
    const wrong = used.filter(({ groups = {} }) => {
      const flags = loaded.get(groups.name ?? '')?.flags;
      const given = [...(groups.rest ?? '').matchAll(/ --(?:no-)?([a-z-]+)/gu)];
      return !flags || given.some(([, flag = '']) => !(flag in flags));
    });
    expect(wrong.map(([line]) => line)).toEqual([]);
  });
});

describe('the documentation', () => {
  it('has every command in the README', () => {
    const named = Object.keys(commands).filter((name) =>
      all.get('README.md')?.includes(`npx deckwright ${name}`),
    );
    expect(named).toEqual(Object.keys(commands));
  });

  it('has every setting, option and key of a note type in the language', () => {
    const keys = [settingsSchema, optionsSchema, notetypeSchema].flatMap(({ shape }) =>
      Object.keys(shape),
    );
    expect(keys.filter((key) => !all.get('docs/language.md')?.includes(`\`${key}\``))).toEqual([]);
  });

  it('has every room of the source in the architecture', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => `\`src/${entry.name}${entry.isDirectory() ? '/' : ''}\``);
    expect(rooms.filter((room) => !all.get('docs/architecture.md')?.includes(room))).toEqual([]);
  });

  it('has every dependency, with its licence', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Record<
      'dependencies' | 'optionalDependencies' | 'devDependencies',
      Record<string, string>
    >;
    const installed = Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...devDependencies,
    }).map((name) => {
      const path = join(root, 'node_modules', name, 'package.json');
      const { license } = JSON.parse(readFileSync(path, 'utf8')) as { license: string };
      return `${name} ${license.replace(/[()]/gu, '').replace(' OR ', ' or ')}`;
    });
    const rows = [
      ...(all.get('docs/dependencies.md') ?? '').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gmu),
    ].map(([, name, licence]) => `${name} ${licence}`);
    expect(rows.sort()).toEqual(installed.sort());
  });
});

interface Linked extends Node {
  url?: string;
  value?: string;
}

function nodesOf(text: string): Linked[] {
  const visit = (node: Node): Linked[] => [
    node,
    ...('children' in node ? (node as Parent).children.flatMap(visit) : []),
  ];
  return blocksOf(text).flatMap(visit);
}

function isLocal(url: string): boolean {
  return !/^[a-z]+:/iu.test(url);
}

function leadsSomewhere(url: string, page: string): boolean {
  const [path = '', anchor] = url.split('#');
  const target = path === '' ? page : posix.join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  if (anchor === undefined) return true;
  return anchorsOf(readFileSync(join(root, target), 'utf8')).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return blocksOf(text).flatMap((block) => {
    if (block.type !== 'heading') return [];
    const words = (node: Linked): string =>
      node.value ?? ('children' in node ? (node as Parent).children.map(words).join('') : '');
    return words(block)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replaceAll(' ', '-');
  });
}
