import type { VFile } from 'vfile';
import type { Baseline } from './baseline.ts';
import type { Ledger } from './ledger.ts';
import type { Notetype } from './notetype/index.ts';
import type { Options } from './options.ts';

/** What is there: all that a build reads, before any of it is understood. */
export interface Project {
  /** Absolute path of the folder that holds `deckwright.yaml`. */
  root: string;
  options: Options;
  /** Deck files in the order of their paths. */
  sources: Source[];
  /** `_deck.yaml` of a folder, by the folder's path. */
  folders: Map<string, VFile>;
  /** Every other file below the decks folder, by its path. */
  media: Map<string, MediaFile>;
  /** Files for the styling of note types, which go out under their own names. */
  shared?: MediaFile[];
  /** Text of the data files (CSV, TSV, JSON, SVG, `credits.yaml`) among them, by path. */
  data: Map<string, string>;
  /** By key. */
  notetypes: Map<string, Notetype>;
  /** Keys of those that are there, but have a mistake. */
  brokenNotetypes: ReadonlySet<string>;
  /** Findings of content rules that are not said again. */
  baseline?: Baseline;
  /** What `deckwright.lock` says; nothing before the first build. */
  ledger?: Ledger;
  /** Files that carry messages and are no deck file: options, `_deck.yaml`, note types. */
  files: VFile[];
  /** Seconds since 1970: the only clock. */
  now: number;
}

/** What can be asked by path. */
export type ByPath<Value> = Pick<ReadonlyMap<string, Value>, 'get' | 'has'>;

/** What of a project the work on one deck file may look at: all that its outcome can depend on. */
export interface FileScope extends Pick<Project, 'options' | 'notetypes' | 'brokenNotetypes'> {
  media: ByPath<MediaFile>;
  data: ByPath<string>;
  ledger?: Pick<Ledger, 'media'>;
}

/** A deck file. All paths are relative to the project's root, with `/`, in Unicode's NFC. */
export interface Source {
  path: string;
  /** Its value is the text, with LF line endings and without a byte order mark. */
  file: VFile;
}

export interface MediaFile {
  path: string;
  /** Absolute. */
  location: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha1: string;
  /** Of a picture that says them, in pixels. */
  width?: number;
  height?: number;
}
