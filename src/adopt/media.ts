import { posix } from 'node:path';
import type { MediaRow } from '../collection.ts';
import type { Imported } from '../imported.ts';
import type { LedgerMedia } from '../ledger.ts';
import { isRemote, mediaIn } from '../media.ts';
import { uniquePath } from '../print/index.ts';
import type { MediaFile } from '../project.ts';

/** A media file and where it goes, relative to the project's root. */
export interface AdoptedMedia {
  path: string;
  row: MediaRow;
}

/** Where the media of an import go. */
export interface PlacedMedia {
  placed: AdoptedMedia[];
  /** Those that notes show, as a build would read them. */
  files: MediaFile[];
  /** Under which names learners have them. */
  known: LedgerMedia[];
  /** The path of a file by its name. */
  pathOf: (name: string) => string | undefined;
  /** How many files nothing shows, which an import into Anki would drop, too. */
  unused: number;
  /** Files that notes show, and that are not there. */
  missing: string[];
}

/** Places what notes show below the decks, and what note types may show beside these. */
export function placeMedia(
  { notes, media }: Pick<Imported, 'notes' | 'media'>,
  taken: Set<string>,
): PlacedMedia {
  const shown = new Set(notes.flatMap(({ fields }) => fields.flatMap(namesIn)));
  const placed: AdoptedMedia[] = [];
  const paths = new Map<string, string>();
  let unused = 0;
  for (const row of media) {
    // Anki takes these whether a field names them or not (anki-format, 6.2).
    const isShared = /^(?:_|latex-)/u.test(row.name);
    if (isShared) placed.push({ path: `templates/_media/${row.name}`, row });
    if (shown.has(row.name)) {
      const path = pathFor(row.name, taken);
      paths.set(row.name, path);
      placed.push({ path, row });
    } else if (!isShared) unused += 1;
  }
  const shownRows = placed.filter(({ path }) => !path.startsWith('templates/'));
  return {
    placed,
    files: shownRows.map(({ path, row }) => ({
      ...{ path, location: '', size: row.size, sha1: row.sha1 },
    })),
    known: shownRows
      .map(({ path, row }) => ({ name: row.name, file: path, sha1: row.sha1 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    pathOf: (name) => paths.get(name),
    unused,
    missing: missingOf(notes, paths),
  };
}

function missingOf(notes: Imported['notes'], paths: Map<string, string>): string[] {
  const shown = notes.flatMap(({ fields }) =>
    fields.flatMap((field) => ('html' in field ? namesIn(field) : [])),
  );
  return [...new Set(shown)].filter((name) => !paths.has(name) && !isRemote(name));
}

/** The media files that a field names. */
export function namesIn(field: Imported['notes'][number]['fields'][number]): string[] {
  if ('html' in field) return /[<[]/u.test(field.html) ? mediaIn(field.html) : [];
  if (!('markdown' in field)) return [];
  return [...field.markdown.matchAll(/\]\(<?([^)>\n]+)>?\)/gu)].map(([, url = '']) => url);
}

/** A name that is a deck or settings in a decks folder, or hidden, gets another. */
function pathFor(name: string, taken: Set<string>): string {
  const isOurs = /\.(?:md|markdown|csv|tsv|ya?ml)$/iu.test(name);
  const safe = `${name.startsWith('.') ? '_' : ''}${name}${isOurs ? '.data' : ''}`;
  const extension = posix.extname(safe);
  return uniquePath(
    `decks/media/${safe.slice(0, safe.length - extension.length)}`,
    extension,
    taken,
  );
}
