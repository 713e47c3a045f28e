import type { Preset } from '../collection.ts';
import { idOf } from '../ids.ts';
import type { CollectedDeck } from './deck.ts';

/** A preset, and the full names of the decks that come with it. */
export interface ShippedPreset {
  preset: Preset;
  decks: string[];
}

/** The presets that the settings of the decks hold, each once. */
export function presetsOf(decks: CollectedDeck[]): ShippedPreset[] {
  // Those of a folder come with each deck file below it.
  const written = new Map(
    decks.flatMap(({ presets = [] }) => presets.map((preset) => [JSON.stringify(preset), preset])),
  );
  const byId = new Map<number, ShippedPreset>();
  for (const { name, decks: names, options } of written.values()) {
    const id = presetId(name, options.id);
    const decks = [...(byId.get(id)?.decks ?? []), ...names];
    byId.set(id, { preset: { id, name, json: options }, decks });
  }
  return [...byId.values()];
}

/** Learners know a preset by its id; that of Anki's own Default would change theirs for all decks. */
function presetId(name: string, id: unknown): number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 1 ? id : idOf('preset', name);
}
