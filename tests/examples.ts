import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Code, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { tellStale } from '../src/commands/frozen.ts';
import { messagesOf, reportToTerminal } from '../src/reporters/index.ts';
import { makeProject } from './project.ts';

/**
 * An example in the documentation: a comment, and the fences below it up to the next heading or example.
 *
 *     <!-- example: NAME -->                  compiles, and nothing is said
 *     <!-- example: NAME fails: ID ID -->     these messages are said, and no others
 *     <!-- example: NAME with: a.svg b.mp3 -->  these media files lie beside the deck
 *     <!-- example: NAME frozen fails: ID --> as `deckwright build --frozen`
 *
 * The first fence is `decks/example.md` unless it says `file=PATH`; later ones count only if they say so.
 * `build=2` behind the path: the file changes to this before a second build; the last one is judged.
 * An example without a deck file gets a plain one. A fence that says `said` is what the terminal shows.
 */
export interface Example {
  page: string;
  name: string;
  line: number;
  fails: string[];
  media: string[];
  frozen: boolean;
  /** Files that change before each build. */
  builds: Record<string, string>[];
  said?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every page of the documentation, by its path from the project's root. */
export function pages(): Map<string, string> {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'));
  const atRoot = readdirSync(root).filter((path) => path.endsWith('.md'));
  return new Map(
    [...atRoot, ...inDocs].sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** The blocks of a page. */
export function blocksOf(text: string): RootContent[] {
  return markdown.parse(text).children;
}

/** The examples of a page, in order. */
export function examplesIn(page: string, text: string): Example[] {
  const examples: Example[] = [];
  let current: Example | undefined;
  let first = false;
  for (const block of blocksOf(text)) {
    if (block.type === 'heading') current = undefined;
    if (block.type === 'html' && block.value.startsWith('<!-- example:')) {
      current = exampleOf(block.value, page, block.position?.start.line ?? 0);
      examples.push(current);
      first = true;
    } else if (block.type === 'code' && current) {
      addFence(current, block, first);
      first = false;
    }
  }
  return examples;
}

function exampleOf(comment: string, page: string, line: number): Example {
  const [, name = '', rest = ''] =
    /^<!-- example: (\S+)((?: (?:frozen|fails:|with:|[\w.-]+))*) -->$/u.exec(comment) ?? [];
  if (name === '') throw new Error(`${page}:${line}: cannot read ${comment}`);
  const words = rest.split(' ');
  const list = (key: string) => {
    const start = words.indexOf(key);
    const after = start === -1 ? [] : words.slice(start + 1);
    const end = after.findIndex((word) => word.endsWith(':') || word === 'frozen');
    return end === -1 ? after : after.slice(0, end);
  };
  const fails = list('fails:').sort();
  return {
    page,
    name,
    line,
    fails,
    media: list('with:'),
    frozen: words.includes('frozen'),
    builds: [],
  };
}

function addFence(example: Example, { lang, meta, value }: Code, first: boolean): void {
  const { builds } = example;
  if (meta === 'said') {
    example.said = `${value}\n`;
    return;
  }
  const said = Object.fromEntries(
    (meta ?? '').split(' ').map((pair) => pair.split('=') as [string, string]),
  );
  const usual = first || said.build !== undefined ? 'decks/example.md' : undefined;
  const path = said.file ?? (lang === 'markdown' ? usual : undefined);
  if (path === undefined) return;
  const index = Number(said.build ?? 1) - 1;
  while (builds.length <= index) builds.push({});
  Object.assign(builds[index] ?? {}, { [path]: value === '' ? '' : `${value}\n` });
}

/** Media files of examples have to be there; nobody looks at them. */
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';

/** What the last build of an example says: the ids of the messages, and the terminal's text. */
export async function saidBy({
  builds,
  media,
  frozen,
}: Example): Promise<{ fails: string[]; said: string }> {
  const [files = {}, ...changes] = builds;
  const isDeck = (path: string) => path.startsWith('decks/') && path.endsWith('.md');
  const project = makeProject({
    ...Object.fromEntries(media.map((name) => [`decks/${name}`, `${drawing}<!-- ${name} -->`])),
    ...(!Object.keys(files).some(isDeck) && { 'decks/example.md': '## One\n\nTwo.\n' }),
    ...files,
  });
  try {
    let built = await project.build();
    for (const change of changes) {
      if (built.errors.length > 0) throw new Error(`an earlier build fails: ${ids(built.errors)}`);
      project.change(change);
      built = await project.build();
    }
    if (frozen) tellStale(built);
    const said = reportToTerminal(built.files, { color: false });
    return { fails: ids(messagesOf(built.files)), said };
  } finally {
    project.remove();
  }
}

function ids(messages: { id: string }[]): string[] {
  return [...new Set(messages.map(({ id }) => id))].sort();
}
