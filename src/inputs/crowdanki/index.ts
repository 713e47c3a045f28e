import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { NotetypeRow } from '../../collection.ts';
import type { Imported } from '../../imported.ts';
import { surroundingsError } from '../../surroundings.ts';
import { object, parseJson } from '../apkg/index.ts';
import type { Input } from '../input.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { readText } from '../text/index.ts';
import { type ReadDecks, readDecks } from './decks.ts';
import { mediaBeside } from './media.ts';
import { readNotetypes } from './notetypes.ts';
import { presetsOf } from './presets.ts';
import { uuidsOf } from './uuids.ts';

/** Folders of the add-on CrowdAnki: `deck.json` with `media/` beside it. */
export const crowdankiInput: Input = {
  summary: 'CrowdAnki (a folder with deck.json, or that file)',
  matches: ({ name, isFolder, files, head }) =>
    isFolder
      ? files.includes('deck.json') || files.includes(`${name}.json`)
      : /^deck\.json$/iu.test(name) ||
        (/\.json$/iu.test(name) && /"__type__"/u.test(new TextDecoder().decode(head))),
  read: async (path, { limits }) => {
    const file = deckFile(path);
    const { text } = await readText(file);
    const root = object(parseJson(text, 'deck.json'), 'deck.json');
    if (!Array.isArray(root.notes) || !Array.isArray(root.children))
      throw surroundingsError(`${file} is no deck of CrowdAnki: it has no notes and no children.`);
    const notetypes = readNotetypes(root);
    const decks = readDecks(root, notetypes);
    const media = await mediaBeside(join(dirname(file), 'media'), decks, notetypes, {
      ...DEFAULT_LIMITS,
      ...limits,
    });
    return {
      name: decks.name,
      kind: 'CrowdAnki folder',
      decks: decks.decks,
      notetypes: usedOf(notetypes, decks),
      notes: decks.notes,
      media: media.rows,
      presets: presetsOf(root, decks),
      uuids: uuidsOf(root, decks, notetypes),
      said: [
        'The guids and uuids are kept. CrowdAnki gives no ids of note types, so these get new ones: who already has the deck goes on with `deckwright build --format crowdanki`, not with a package.',
      ],
      leftOut: [...decks.leftOut, ...media.leftOut],
    } satisfies Imported;
  },
};

/** As CrowdAnki looks for it (its `importer/anki_importer.py`). */
function deckFile(path: string): string {
  try {
    if (!lstatSync(path).isDirectory()) return path;
    const usual = join(path, 'deck.json');
    return lstatSync(usual, { throwIfNoEntry: false })
      ? usual
      : join(path, `${basename(path)}.json`);
  } catch (error) {
    throw surroundingsError(`${path} cannot be opened.`, error);
  }
}

function usedOf(notetypes: Map<string, NotetypeRow>, { notes }: ReadDecks): NotetypeRow[] {
  const used = new Set(notes.map(({ notetype }) => notetype));
  return [...notetypes.values()].filter((row) => used.has(row));
}
