import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { messages, report } from '../messages/index.ts';
import type { Project, Source } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { Deck } from '../tree.ts';
import type { FileContext } from './context.ts';
import { deckName } from './deck-name.ts';
import { takeDefinitions } from './definitions.ts';
import { takeDisabled } from './disabled.ts';
import { headingNote } from './forms/heading.ts';
import { cutSections, type Title } from './forms/sections.ts';
import { isFrontMatterOpen } from './front-matter.ts';
import { createMarkdownParser } from './markdown.ts';
import { applyMeasures } from './measures.ts';
import { attributeKeys, checkAttributes, fieldsOfAny, isDeckName } from './names.ts';
import { folderSettings, readSettings, settingsFor } from './settings.ts';

/** What did the author write? Every deck file becomes a deck of the deck tree; mistakes are messages on it. */
export function parse(project: Project): Deck[] {
  const shared = {
    notetypes: project.notetypes,
    markdown: createMarkdownParser(),
    snippets: new Map<string, RootContent[]>(),
  };
  const folders = folderSettings(project);
  return project.sources.map((source) => parseSource(source, project, folders, shared));
}

type Shared = Pick<FileContext, 'notetypes' | 'markdown' | 'snippets'>;

function parseSource(
  { path, file }: Source,
  project: Project,
  folders: Map<string, Settings>,
  shared: Shared,
): Deck {
  const { settings: options = {} } = project.options;
  const decks = posix.normalize(project.options.decks).replace(/\/+$/u, '');
  const text = String(file.value);
  const root = shared.markdown(text, (message, line) => report(file, { line, column: 1 }, message));
  const own = frontMatter(root.children[0], file, shared);
  const settings = settingsFor(path, folders, options, own);
  applyMeasures(root);
  const { definitions, body } = takeDefinitions(root.children, file);
  const sections = cutSections(body, settings['note-level'] ?? 2, file);
  const settingsOf = (folder: string) =>
    folder === decks ? { ...options, ...folders.get(folder) } : folders.get(folder);
  const name = deckName(path, decks, own, settingsOf, sections.main?.text);
  const context: FileContext = { path, file, settings, deck: name, ...shared };
  if (!own.deck && !isDeckName(name))
    report(file, sections.main?.heading, messages.invalidDeckName(name));
  checkSections(sections.sections, context);
  return {
    type: 'deck',
    path,
    name,
    description: sections.description,
    definitions,
    html: settings.html ?? 'sanitised',
    ...(settings.lang !== undefined && { lang: settings.lang }),
    ...(settings.source !== undefined && { source: settings.source }),
    ...(settings.rules && { rules: settings.rules }),
    ...(disabled.length > 0 && { disabled }),
    children: sections.notes.flatMap((block) => headingNote(block, context) ?? []),
  };
}

function frontMatter(
  node: RootContent | undefined,
  file: Source['file'],
  { notetypes }: Shared,
): Settings {
  const text = String(file.value);
  if (isFrontMatterOpen(text)) report(file, { line: 1, column: 1 }, messages.frontMatterUnclosed());
  if (node?.type !== 'yaml') return {};
  const offset = text.indexOf('\n') + 1;
  return readSettings(file, node.value, notetypes, { line: 2, column: 1, offset });
}

/** The attributes of sections, and their names where they make decks. */
function checkSections(titles: Title[], { file, notetypes, settings }: FileContext): void {
  const known = [...attributeKeys, ...fieldsOfAny(notetypes)];
  for (const { heading, text, attributes } of titles) {
    if (attributes) checkAttributes(attributes, heading.position, known, file);
    const type = attributes?.values.get('type')?.value;
    if (type !== undefined && !notetypes.has(type))
      report(file, heading, messages.unknownNotetype(type, [...notetypes.keys()]));
    if (settings.sections === 'decks' && heading.depth > 1 && text && !isDeckName(text))
      report(file, heading, messages.invalidDeckName(text));
  }
}
