import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { location } from 'vfile-location';
import { ofOthers } from '../languages.ts';
import { messages, report } from '../messages/index.ts';
import type { FileScope, Project, Source } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { Deck } from '../tree.ts';
import { compact } from './compact.ts';
import type { FileContext } from './context.ts';
import { deckName } from './deck-name.ts';
import type { Foreigner } from './fast/index.ts';
import { formOf, type Title } from './forms/index.ts';
import { checkLanguages } from './language.ts';
import { markMacros } from './macros.ts';
import { createMarkdownParser } from './markdown.ts';
import {
  attributeKeys,
  checkAttributes,
  checkType,
  fieldsOfAny,
  isDeckName,
  languageKeys,
} from './names.ts';
import { ownSettings } from './own-settings.ts';
import { folderSettings, settingsFor } from './settings.ts';

export { loadForeigner } from './fast/index.ts';
export { folderSettings } from './settings.ts';

/** What did the author write? Every deck file becomes a deck of the deck tree; mistakes are messages on it. */
export function parse(project: Project): Deck[] {
  return project.sources.map(createFileParser(project, folderSettings(project)));
}

/**
 * Makes the parser of the deck files of a project; `folders`: what the `_deck.yaml` of each folder says;
 * `foreigner`: a faster parser, with which the outcome is the same.
 */
export function createFileParser(
  project: FileScope,
  folders: Map<string, Settings>,
  foreigner?: Foreigner,
): (source: Source) => Deck {
  const shared = {
    project,
    notetypes: project.notetypes,
    brokenNotetypes: project.brokenNotetypes,
    markdown: createMarkdownParser({ foreigner }),
  };
  // What a snippet has wrong is said in every file that uses it, whichever comes first.
  return (source) =>
    parseSource(source, project, folders, {
      ...shared,
      snippets: new Map<string, RootContent[]>(),
    });
}

type Shared = Pick<
  FileContext,
  'project' | 'notetypes' | 'brokenNotetypes' | 'markdown' | 'snippets'
>;

function parseSource(
  { path, file }: Source,
  project: FileScope,
  folders: Map<string, Settings>,
  shared: Shared,
): Deck {
  const { settings: options = {} } = project.options;
  const decks = posix.normalize(project.options.decks).replace(/\/+$/u, '');
  const above = settingsFor(path, folders, options, {});
  const { own, name: title } = isMarkdown(path)
    ? ownSettings(file, above.form, shared)
    : { own: {} };
  const settings = settingsFor(path, folders, options, own);
  const form = formOf(path, settings);
  const outline = form.read({ file, settings, ...shared });
  const settingsOf = (folder: string) =>
    folder === decks ? { ...options, ...folders.get(folder) } : folders.get(folder);
  const name = deckName(path, decks, own, settingsOf, title ?? outline.main?.text);
  const points = location(file);
  const context: FileContext = { path, file, points, settings, deck: name, ...shared };
  if (!own.deck && !isDeckName(name))
    report(file, outline.main?.heading, messages.invalidDeckName(name));
  checkSections(outline.sections, context);
  const notes = outline.notes(context);
  compact(notes);
  markMacros([...outline.description, ...outline.definitions, ...notes], settings.macros);
  return {
    type: 'deck',
    path,
    name,
    form: form.name,
    description: outline.description,
    definitions: outline.definitions,
    html: settings.html ?? 'sanitised',
    ...(own.description !== undefined && { markdown: own.description }),
    ...describedIn(settings),
    ...(settings.source !== undefined && { source: settings.source }),
    ...(settings.rules && { rules: settings.rules }),
    ...(settings.presets && { presets: settings.presets }),
    ...(outline.disabled.length > 0 && { disabled: outline.disabled }),
    children: notes,
  };
}

/** The deck's description is no field of a note. */
function describedIn({ lang, dir }: Settings): Pick<Deck, 'lang' | 'dir'> {
  const [language, direction] = [ofOthers(lang), ofOthers(dir)];
  return {
    ...(language !== undefined && { lang: language }),
    ...(direction !== undefined && { dir: direction }),
  };
}

function isMarkdown(path: string): boolean {
  return !/\.[ct]sv$/iu.test(path);
}

/** The attributes of sections, and their names where they make decks. */
function checkSections(titles: Title[], context: FileContext): void {
  const { file, notetypes, brokenNotetypes, settings } = context;
  const fields = fieldsOfAny(notetypes);
  const known = [...attributeKeys, ...languageKeys, ...fields];
  for (const { heading, text, attributes } of titles) {
    // A key may be a field of a note type that has a mistake itself.
    if (attributes && brokenNotetypes.size === 0) {
      checkAttributes(attributes, heading.position, known, file);
      checkLanguages(attributes, heading.position, fields, file);
    }
    const type = attributes?.values.get('type')?.value;
    if (type !== undefined) checkType(type, heading, context, file);
    if (settings.sections === 'decks' && heading.depth > 1 && text && !isDeckName(text))
      report(file, heading, messages.invalidDeckName(text));
  }
}
