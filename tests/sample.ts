import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Node, Parent } from 'unist';
import { type Compiled, compile } from '../src/compile.ts';
import { parse } from '../src/parse/index.ts';
import { read } from '../src/read/index.ts';
import { messagesOf } from '../src/reporters/index.ts';
import type { Deck } from '../src/tree.ts';

/** The clock of all samples: 2026-01-01. */
export const sampleTime = 1767225600;

/** What a sample's `.txt`, `.html` and `.json` files hold. */
export interface SampleResult {
  'tree.txt': string;
  'messages.txt': string;
  'fields.html': string;
  'collection.json': string;
}

export const expectations = ['tree.txt', 'messages.txt', 'fields.html', 'collection.json'] as const;

/** Compiles a sample's folder as a project of its own: its `input.md` and media are the decks folder. */
export async function runSample(folder: string): Promise<SampleResult> {
  const root = projectOf(folder);
  try {
    const options = { root, now: sampleTime };
    const project = await read(options);
    const tree = parse(project).map(treeText).join('\n');
    const compiled = await compile(options);
    return {
      'tree.txt': tree,
      'messages.txt': messagesText(compiled),
      'fields.html': fieldsText(compiled),
      'collection.json': collectionText(compiled),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A file that git or an editor would not keep as it must be. */
interface Recipe {
  base64?: string;
  /** A text and how often it stands there. */
  repeat?: [text: string, times: number];
  /** Target of a symbolic link. */
  link?: string;
}

const atRoot = new Set(['deckwright.yaml', 'deckwright.lock', 'templates', 'decks']);

/**
 * A project in a temporary folder. `deckwright.yaml`, `templates/` and `decks/` of the sample stand at its
 * root, all else below `decks/`; `files.json` says how files are made, by their paths from the root.
 */
export function projectOf(folder: string): string {
  const root = mkdtempSync(join(tmpdir(), 'deckwright-sample-'));
  mkdirSync(join(root, 'decks'));
  for (const name of readdirSync(folder)) {
    if ((expectations as readonly string[]).includes(name) || name === 'files.json') continue;
    const place = atRoot.has(name) ? join(root, name) : join(root, 'decks', name);
    cpSync(join(folder, name), place, { recursive: true });
  }
  const recipes = join(folder, 'files.json');
  if (existsSync(recipes)) {
    const files: Record<string, Recipe> = JSON.parse(readFileSync(recipes, 'utf8'));
    for (const [path, recipe] of Object.entries(files)) make(join(root, path), recipe);
  }
  return root;
}

function make(location: string, { base64, repeat, link }: Recipe): void {
  mkdirSync(dirname(location), { recursive: true });
  if (link !== undefined) symlinkSync(link, location);
  else if (base64 !== undefined) writeFileSync(location, Buffer.from(base64, 'base64'));
  else writeFileSync(location, repeat ? repeat[0].repeat(repeat[1]) : '');
}

/** Folders with an `input.md` below `folder`, as `topic/name`. */
export function samplesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((topic) =>
    readdirSync(join(folder, topic))
      .map((name) => `${topic}/${name}`)
      .filter((path) =>
        ['input.md', 'decks', 'files.json'].some((file) => existsSync(join(folder, path, file))),
      ),
  );
}

/** A deck tree with one node a line: its type, what it says, and its place. */
export function treeText(deck: Deck): string {
  const { path, name, description } = deck;
  const lines = [`deck ${path} "${name}"`];
  if (description.length > 0)
    lines.push('  description', ...description.flatMap((node) => nodeLines(node, 2)));
  for (const note of deck.children) {
    const { notetype, id, tags, context, deck: target } = note;
    const more = [
      id && `#${id}`,
      ...tags.map((tag) => `.${tag}`),
      target !== name && `deck="${target}"`,
    ];
    lines.push(
      `  note ${[notetype, ...more].filter(Boolean).join(' ')} ${place(note)}${context.length > 0 ? ` in ${context.join(' > ')}` : ''}`,
    );
    for (const field of note.children) {
      lines.push(
        `    field ${field.name}`,
        ...field.children.flatMap((node) => nodeLines(node, 3)),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function nodeLines(node: Node, depth: number): string[] {
  const { type, children, position, data, ...rest } = node as Parent;
  const shown = Object.entries(rest).filter(
    ([, value]) => value !== undefined && value !== null && value !== false,
  );
  const words = shown.map(([key, value]) =>
    key === 'value' ? JSON.stringify(value) : `${key}=${JSON.stringify(value, withoutPlaces)}`,
  );
  const marks = [
    data?.deletions && `deletions=${JSON.stringify(data.deletions)}`,
    data?.measures && `measures=${JSON.stringify(data.measures)}`,
  ];
  const line = ['  '.repeat(depth) + type, ...words, ...marks, position && place(node)]
    .filter(Boolean)
    .join(' ');
  return [line, ...(children ?? []).flatMap((child) => nodeLines(child, depth + 1))];
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'position' ? undefined : value;
}

function place({ position }: Node): string {
  return position
    ? `(${position.start.line}:${position.start.column}-${position.end.line}:${position.end.column})`
    : '';
}

function messagesText({ files }: Compiled): string {
  return messagesOf(files)
    .map(({ file, line, column, endLine, endColumn, severity, id, reason, note }) => {
      const range =
        line === undefined
          ? ''
          : `:${line}:${column}${endLine === undefined ? '' : `-${endLine}:${endColumn}`}`;
      return `${file}${range} ${severity} ${id}\n  ${reason}\n  ${note}\n`;
    })
    .join('');
}

function fieldsText({ collection }: Compiled): string {
  return collection.notes
    .map((note) => {
      const notetype = collection.notetypes.find(({ id }) => id === note.notetypeId);
      const fields = (notetype?.fields ?? []).flatMap(({ name }, index) =>
        note.fields[index] ? [`<!-- ${name} -->\n${note.fields[index]}\n`] : [],
      );
      return `<!-- ${notetype?.name} -->\n${fields.join('')}`;
    })
    .join('\n');
}

function collectionText({ collection }: Compiled): string {
  const names = new Map(collection.decks.map(({ id, name }) => [id, name]));
  const rows = {
    decks: collection.decks.map(({ name, description }) => ({ name, description })),
    notes: collection.notes.map(({ id, guid, mod, tags }) => ({
      ...{ guid, mod, tags },
      cards: collection.cards
        .filter(({ noteId }) => noteId === id)
        .map(({ ord, due, deckId }) => ({ ord, due, deck: names.get(deckId) })),
    })),
    media: collection.media.map(({ name, size }) => ({ name, size })),
  };
  return `${JSON.stringify(rows, null, 1)}\n`;
}
