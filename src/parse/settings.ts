import { posix } from 'node:path';
import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import { messages, parsePlacedYaml, report } from '../messages/index.ts';
import type { Project } from '../project.ts';
import { inherit, type Settings, settingsSchema } from '../settings.ts';
import type { KnownTypes } from './context.ts';
import { checkType, fieldsOfAny, isDeckName, isTag } from './names.ts';

/** What each `_deck.yaml` says, by the path of its folder; what `deckwright.yaml` says is that of the root. */
export function folderSettings(project: Project): Map<string, Settings> {
  const options = project.files.find(({ path }) => path === 'deckwright.yaml');
  if (options && project.options.settings)
    checkSettings(project.options.settings, options, project, () => undefined);
  return new Map(
    [...project.folders].map(([folder, file]) => [
      folder,
      readSettings(file, String(file.value), project),
    ]),
  );
}

/** The settings of a file: its front matter's, below those of its folders, below the project's. */
export function settingsFor(
  path: string,
  folders: Map<string, Settings>,
  project: Settings,
  own: Settings,
): Settings {
  const parts = posix.dirname(path).split('/');
  const above = parts.map((_, index) => folders.get(parts.slice(0, index + 1).join('/')) ?? {});
  return [...above, own].reduce((settings, next) => inherit(settings, next), project);
}

/** Reads front matter or a `_deck.yaml`; what is wrong with it becomes messages and is left out. */
export function readSettings(
  file: VFile,
  text: string,
  types: KnownTypes,
  start?: Point,
): Settings {
  const read = parsePlacedYaml(file, text, settingsSchema, start);
  if (!read) return {};
  checkSettings(read.value, file, types, read.place);
  return read.value;
}

/** Says what a schema cannot: tags and deck names that Anki would change, note types and fields that are none. */
export function checkSettings(
  { tags = [], deck, type, fields = {}, lang, dir }: Settings,
  file: VFile,
  types: KnownTypes,
  place: (path: (string | number)[], part?: 'key' | 'value') => Position | undefined,
): void {
  for (const [index, tag] of tags.entries())
    if (!isTag(tag)) report(file, place(['tags', index]), messages.invalidTag(tag));
  if (deck !== undefined && !isDeckName(deck))
    report(file, place(['deck']), messages.invalidDeckName(deck));
  if (type !== undefined) checkType(type, place(['type']), types, file);
  // A field may be one of a note type that has a mistake itself.
  if (types.brokenNotetypes.size > 0) return;
  const known = fieldsOfAny(types.notetypes);
  for (const [key, byField] of Object.entries({ fields, lang, dir }))
    for (const name of typeof byField === 'object' ? Object.keys(byField) : [])
      if (!known.includes(name) && !(key !== 'fields' && isAnyField(name)))
        report(file, place([key, name], 'key'), messages.unknownField(name, undefined, known));
}

/** Languages may be told of all other fields, and of the one that is filled with the sections. */
function isAnyField(name: string): boolean {
  return name === '*' || name === 'Context';
}
