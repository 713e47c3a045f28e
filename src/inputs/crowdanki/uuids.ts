import type { NotetypeRow } from '../../collection.ts';
import { object, textOf } from '../apkg/index.ts';
import type { ReadDecks } from './decks.ts';

/** What subscribers know the decks, note types and presets by, so that a build can go on with it. */
export function uuidsOf(
  root: ReturnType<typeof object>,
  { uuids, presets }: ReadDecks,
  notetypes: Map<string, NotetypeRow>,
): Record<string, string> {
  const list = Array.isArray(root.deck_configurations) ? root.deck_configurations : [];
  const names = list.map((value) => {
    const json = object(value, 'preset');
    const uuid = textOf(json, 'crowdanki_uuid');
    return [uuid && `preset-name:${uuid}`, textOf(json, 'name', 'Default')];
  });
  const pairs = [
    ...[...uuids].map(([name, uuid]) => [`deck:${name}`, uuid]),
    ...[...notetypes].map(([uuid, { id }]) => [`notetype:${id}`, uuid]),
    ...[...presets].flatMap(([uuid, decks]) => decks.map((name) => [`preset:${name}`, uuid])),
    ...names,
  ];
  return Object.fromEntries(pairs.filter(([key, value]) => key && value));
}
