import type { ImportedPreset } from '../../imported.ts';
import { object, textOf } from '../apkg/index.ts';
import type { ReadDecks } from './decks.ts';

/** Presets with options of their own, for the decks that use them. */
export function presetsOf(
  root: ReturnType<typeof object>,
  { presets }: ReadDecks,
): ImportedPreset[] {
  const list = Array.isArray(root.deck_configurations) ? root.deck_configurations : [];
  return list.flatMap((value): ImportedPreset[] => {
    const { __type__: _, crowdanki_uuid: uuid, ...options } = object(value, 'preset');
    const decks = presets.get(String(uuid)) ?? [];
    const name = textOf(options, 'name', 'Default');
    return decks.length > 0 && Object.keys(options).length > 1 ? [{ name, decks, options }] : [];
  });
}
