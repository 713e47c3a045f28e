import { posix } from 'node:path';
import type { Settings } from '../settings.ts';

/** Full name of the deck of a file: the front matter's, else the folder's, and the title or the file's name. */
export function deckName(
  path: string,
  decksFolder: string,
  own: Settings,
  folders: (folder: string) => Settings | undefined,
  title: string | undefined,
): string {
  const name = own.deck ?? inFolder(path, decksFolder, folders, title);
  // Learners' apps compare names as they stand: one who edits on a Mac means the same deck.
  return name.normalize('NFC');
}

function inFolder(
  path: string,
  decksFolder: string,
  folders: (folder: string) => Settings | undefined,
  title: string | undefined,
): string {
  const name = title || humanise(posix.basename(path).replace(/\.[^.]+$/u, ''));
  const folder = folderDeck(posix.dirname(path), decksFolder, folders);
  return folder ? `${folder}::${name}` : name;
}

/** Full name of the deck of a folder; nothing for the decks folder itself, unless its settings say one. */
function folderDeck(
  folder: string,
  decksFolder: string,
  folders: (folder: string) => Settings | undefined,
): string | undefined {
  const own = folders(folder)?.deck;
  if (own || folder === decksFolder || folder === '.' || folder === '/') return own;
  const above = folderDeck(posix.dirname(folder), decksFolder, folders);
  const name = humanise(posix.basename(folder));
  return above ? `${above}::${name}` : name;
}

/** `deep-learning` becomes `Deep Learning`; a name that has capitals already keeps them. */
export function humanise(name: string): string {
  const words = name
    .replace(/^\d+[-_. ]+(?=\D)/u, '')
    .split(/[-_\s]+/u)
    .filter(Boolean);
  if (/\p{Lu}/u.test(name)) return words.join(' ');
  return words.map((word) => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())).join(' ');
}
