import { VFile } from 'vfile';
import type { Ledger } from '../ledger.ts';
import { optionsSchema } from '../options.ts';
import type { MediaFile, Project, Source } from '../project.ts';
import { readNotetypes, type TextInMemory } from './notetypes.ts';

/** A project that is not on the disk yet. All paths are relative to its root, with `/`. */
export interface InMemory {
  /** Deck files, in the order of their paths. */
  decks: TextInMemory[];
  /** Files of the templates folder. */
  templates: TextInMemory[];
  media: MediaFile[];
  ledger: Ledger;
  /** Seconds since 1970. */
  now: number;
}

/** What `read` would give of files that are not written yet. */
export function readMemory(files: InMemory): Project {
  const said: VFile[] = [];
  const options = optionsSchema.parse({});
  return {
    root: '',
    options,
    sources: files.decks.map(sourceOf),
    folders: new Map(),
    media: new Map(files.media.map((file) => [file.path, file])),
    data: new Map(),
    notetypes: readNotetypes('', options.templates, said, { given: files.templates }),
    brokenNotetypes: new Set(),
    ledger: files.ledger,
    files: said,
    now: files.now,
  };
}

/** A deck file that is not written yet. */
export function sourceOf({ path, text }: TextInMemory): Source {
  return { path, file: new VFile({ path, value: text }) };
}
