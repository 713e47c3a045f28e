import { fileURLToPath } from 'node:url';
import type { DialectName } from './dialects.ts';

/** What is installed together, from npm or PyPI. */
export interface Environment {
  from: 'npm' | 'PyPI';
  packages: Record<string, string>;
}

/** Another program that makes Anki packages of the same notes. */
export interface Peer {
  id: string;
  name: string;
  environment: string;
  dialect: DialectName;
  /** The command line; `program` finds an installed one, `folder` is where it was installed. */
  command: (place: { program: (name: string) => string; folder: string } & Paths) => string[];
  /** What it leaves out that Deckwright does, as a clause: "it renders nothing". */
  leaves: string;
}

interface Paths {
  source: string;
  out: string;
}

/** Each in a version of its own, so that figures can be had again. */
export const environments: Record<string, Environment> = {
  genanki: {
    from: 'PyPI',
    packages: { genanki: '0.13.1', Markdown: '3.11.3', Pygments: '2.21.0' },
  },
  ankdown: { from: 'PyPI', packages: { ankdown: '0.7.1' } },
  ankcompiler: { from: 'PyPI', packages: { AnkCompiler: '0.6.0' } },
  // Its typer does not run with a newer click.
  'markdown-anki-decks': {
    from: 'PyPI',
    packages: { 'markdown-anki-decks': '1.1.1', click: '8.0.4' },
  },
  'genanki-js': { from: 'npm', packages: { 'genanki-js': '2.0.0', marked: '18.2.1' } },
};

const checksNothing =
  'it finds notes and formulas with regular expressions, checks no formula, link or note, sanitises no HTML, and keeps no ledger';

/** In the order of the table. */
export const peers: Peer[] = [
  {
    ...withGenanki('plain'),
    name: 'genanki, without rendering',
    leaves: 'it renders and checks nothing: cards show Markdown as it was typed',
  },
  {
    ...withGenanki('markdown'),
    name: 'genanki + Python-Markdown',
    leaves: `${checksNothing}; code has no colours`,
  },
  {
    ...withGenanki('highlight'),
    name: 'genanki + Python-Markdown + Pygments',
    leaves: checksNothing,
  },
  {
    ...withGenankiJs('plain'),
    name: 'genanki-js, without rendering',
    leaves: 'it renders and checks nothing: cards show Markdown as it was typed',
  },
  {
    ...withGenankiJs('markdown'),
    name: 'genanki-js + marked',
    leaves: `${checksNothing}; code has no colours`,
  },
  {
    ...{ id: 'ankdown', name: 'ankdown', environment: 'ankdown', dialect: 'ankdown' },
    command: ({ program, source, out }) => [
      ...[program('ankdown'), '-r', source, '-p', `${out}/bench.apkg`, '--highlight'],
    ],
    leaves:
      'it knows neither cloze deletions nor tables, checks no formula, link or note, sanitises no HTML, and knows a note by its place in the file',
  },
  {
    ...{ id: 'markdown-anki-decks', name: 'markdown-anki-decks' },
    ...{ environment: 'markdown-anki-decks', dialect: 'mdankideck' },
    command: ({ program, source, out }) => [...[program('mdankideck'), '--cloze', source, out]],
    leaves:
      'it knows no formulas, checks no formula, link or note, sanitises no HTML, and knows a note by its question',
  },
  {
    ...{ id: 'ankcompiler', name: 'AnkCompiler', environment: 'ankcompiler' },
    dialect: 'ankcompiler',
    command: ({ program, source, out }) => [
      ...[program('ankc'), 'build', '--all', '--path', source, '--output', out],
    ],
    leaves:
      'it checks the form of notes and that pictures are there, but no formula or link; sanitises no HTML; code has no colours',
  },
];

function withGenanki(how: 'plain' | 'markdown' | 'highlight'): Omit<Peer, 'name' | 'leaves'> {
  const script = fileURLToPath(new URL('peers/with-genanki.py', import.meta.url));
  return {
    ...{ id: how === 'plain' ? 'genanki' : `genanki-${how}`, environment: 'genanki' },
    dialect: 'genanki',
    command: ({ program, source, out }) => [program('python'), script, how, source, out],
  };
}

function withGenankiJs(how: 'plain' | 'markdown'): Omit<Peer, 'name' | 'leaves'> {
  const script = fileURLToPath(new URL('peers/with-genanki-js.mjs', import.meta.url));
  return {
    ...{ id: how === 'plain' ? 'genanki-js' : `genanki-js-${how}`, environment: 'genanki-js' },
    dialect: 'genanki',
    command: ({ source, out, folder }) => [process.execPath, script, how, source, out, folder],
  };
}
