import type { NotetypeRow } from '../collection.ts';
import type { Notetype } from '../notetype/index.ts';
import { safeName, uniquePath } from '../print/index.ts';

/** A note type of an import with the folder it gets. */
export interface PlacedNotetype {
  row: NotetypeRow;
  key: string;
}

/**
 * Gives each note type the name of a folder. One that Deckwright brought to Anki takes the place of the one
 * that comes with Deckwright; no other does.
 */
export function placeNotetypes(
  rows: NotetypeRow[],
  builtIn: ReadonlyMap<string, Notetype>,
  taken: Set<string>,
): PlacedNotetype[] {
  const keys = new Map([...builtIn.values()].map(({ id, key }) => [id, key]));
  const folders = new Set([...taken].flatMap((path) => /^templates\/[^/]+/u.exec(path) ?? []));
  for (const key of [...builtIn.keys(), 'occlusion']) folders.add(`templates/${key}`);
  const names = new Set(
    [...builtIn.values()]
      .filter(({ id }) => !rows.some((row) => row.id === id))
      .map(({ name }) => name.toLowerCase()),
  );
  return rows.map((row) => {
    let { name } = row;
    while (names.has(name.toLowerCase())) name += '+';
    names.add(name.toLowerCase());
    const stem = safeName(name, 'note-type').replace(/-deck$/u, '-type');
    const isBuiltIn = builtIn.has(stem) || stem === 'occlusion';
    const own = keys.get(row.id);
    const key = own ?? keyFor(isBuiltIn ? `anki-${stem}` : stem, folders);
    return { row: { ...row, name }, key };
  });
}

function keyFor(stem: string, folders: Set<string>): string {
  return uniquePath(`templates/${stem}`, '', folders).slice('templates/'.length);
}
