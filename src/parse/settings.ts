import { posix } from 'node:path';
import type { Point } from 'unist';
import type { VFile } from 'vfile';
import { messages, parsePlacedYaml, report } from '../messages/index.ts';
import type { Project } from '../project.ts';
import { inherit, type Settings, settingsSchema } from '../settings.ts';
import { isDeckName } from './deck-name.ts';
import { isTag } from './draft.ts';

/** What each `_deck.yaml` says, by the path of its folder. */
export function folderSettings(project: Project): Map<string, Settings> {
  return new Map(
    [...project.folders].map(([folder, file]) => [folder, readSettings(file, String(file.value))]),
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
export function readSettings(file: VFile, text: string, start?: Point): Settings {
  const read = parsePlacedYaml(file, text, settingsSchema, start);
  if (!read) return {};
  const { value, place } = read;
  for (const [index, tag] of (value.tags ?? []).entries()) {
    if (!isTag(tag)) report(file, place(['tags', index]), messages.invalidTag(tag));
  }
  if (value.deck !== undefined && !isDeckName(value.deck)) {
    report(file, place(['deck']), messages.invalidDeckName(value.deck));
  }
  return value;
}
