import type { RootContent } from 'mdast';
import { messages, report } from '../messages/index.ts';
import type { Project, Source } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { Deck } from '../tree.ts';
import type { FileContext } from './context.ts';
import { deckName, isDeckName } from './deck-name.ts';
import { takeDefinitions } from './definitions.ts';
import { headingNote } from './forms/heading.ts';
import { cutSections } from './forms/sections.ts';
import { isFrontMatterOpen } from './front-matter.ts';
import { createMarkdownParser } from './markdown.ts';
import { applyMeasures } from './measures.ts';
import { folderSettings, readSettings, settingsFor } from './settings.ts';

/** What did the author write? Every deck file becomes a deck of the deck tree; mistakes are messages on it. */
export function parse(project: Project): Deck[] {
  const markdown = createMarkdownParser();
  const folders = folderSettings(project);
  return project.sources.map((source) => parseSource(source, project, folders, markdown));
}

function parseSource(
  { path, file }: Source,
  project: Project,
  folders: Map<string, Settings>,
  markdown: FileContext['markdown'],
): Deck {
  const text = String(file.value);
  const root = markdown(text, (message, line) => report(file, { line, column: 1 }, message));
  const own = frontMatter(root.children[0], file);
  const settings = settingsFor(path, folders, project.options.settings ?? {}, own);
  applyMeasures(root, text);
  const { definitions, body } = takeDefinitions(root.children, file);
  const { main, description, notes } = cutSections(body, settings['note-level'] ?? 2, file);
  const name = deckName(
    path,
    project.options.decks,
    own,
    (folder) => folders.get(folder),
    main?.text,
  );
  if (!own.deck && !isDeckName(name)) report(file, main?.heading, messages.invalidDeckName(name));
  const context: FileContext = {
    path,
    file,
    settings,
    notetypes: project.notetypes,
    deck: name,
    markdown,
  };
  return {
    type: 'deck',
    path,
    name,
    description,
    definitions,
    html: settings.html ?? 'sanitised',
    ...(settings.lang !== undefined && { lang: settings.lang }),
    ...(settings.source !== undefined && { source: settings.source }),
    children: notes.flatMap((block) => headingNote(block, context) ?? []),
  };
}

function frontMatter(node: RootContent | undefined, file: Source['file']): Settings {
  const text = String(file.value);
  if (isFrontMatterOpen(text)) report(file, { line: 1, column: 1 }, messages.frontMatterUnclosed());
  if (node?.type !== 'yaml') return {};
  const offset = text.indexOf('\n') + 1;
  return readSettings(file, node.value, { line: 2, column: 1, offset });
}
