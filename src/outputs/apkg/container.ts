import type { MediaRow } from '../../collection.ts';
import { mediaListJson, mediaListProtobuf } from './media-list.ts';

/** The older layout, which every client reads, or the one that Anki 2.1.50 brought. */
export type Format = 'legacy' | 'latest';

/** What differs between the versions of Anki's container (anki-format, 1). */
export interface Container {
  /** Protobuf `{1: version}`; the oldest version is known by having none. */
  meta?: Uint8Array;
  /** Name of the database in the zip. */
  database: string;
  /** Name of the database that apps too old for this container find instead. */
  notice?: string;
  /** Whether database, media list and media are zstd frames. */
  zstd: boolean;
  mediaList: (media: MediaRow[]) => Uint8Array;
}

/** The containers by the name of their format. */
export const CONTAINERS: Record<Format, Container> = {
  legacy: { database: 'collection.anki2', zstd: false, mediaList: mediaListJson },
  latest: {
    meta: Uint8Array.of(0x08, 3),
    database: 'collection.anki21b',
    notice: 'collection.anki2',
    zstd: true,
    mediaList: mediaListProtobuf,
  },
};
