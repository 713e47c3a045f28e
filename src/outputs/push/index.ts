import type { Collection } from '../../collection.ts';
import { type AnkiAddress, type Ask, connect } from './client.ts';
import { hashOf, type Snapshot, snapshotOf } from './snapshot.ts';

export type { AnkiAddress } from './client.ts';

/** A running Anki that is ready to take a package. */
export interface OpenAnki {
  /** Lets Anki import the package at this absolute path, made of this collection, and says what changed. */
  take: (path: string, collection: Collection) => Promise<Pushed>;
}

/** What became of notes, by asking Anki before and after. */
export interface Pushed {
  new: number;
  updated: number;
  /** Were there already, just so. */
  unchanged: number;
  /** Are in Anki otherwise than in the package: it has newer edits of its own, or another note type. */
  different: number;
}

/**
 * Finds a running Anki through its add-on AnkiConnect, with a profile open. Throws the known error if there is
 * none, so nothing needs to be built for nobody.
 */
export async function openAnki(address: AnkiAddress = {}): Promise<OpenAnki> {
  const ask = await connect(address);
  await ask('deckNames');
  return { take: (path, collection) => take(path, collection, ask) };
}

async function take(path: string, collection: Collection, ask: Ask): Promise<Pushed> {
  const before = await snapshotOf(collection, ask);
  await ask('importPackage', { path });
  const after = await snapshotOf(collection, ask);
  return compared(collection, before, after);
}

function compared({ notes }: Collection, before: Snapshot, after: Snapshot): Pushed {
  const counts = { new: 0, updated: 0, unchanged: 0, different: 0 };
  // An import may give a note another id, so what was sent is found again by what it says.
  const arrived = new Set<string>();
  const same = new Set<string>();
  for (const [id, hash] of after) {
    const was = before.get(id);
    arrived.add(hash);
    if (was === undefined) counts.new += 1;
    else if (was !== hash) counts.updated += 1;
    else same.add(hash);
  }
  for (const { fields, tags } of notes) {
    const hash = hashOf(fields, tags);
    if (same.has(hash)) counts.unchanged += 1;
    else if (!arrived.has(hash)) counts.different += 1;
  }
  return counts;
}
