import { object, parseJson } from './json.ts';
import { mediaName } from './media-name.ts';
import { message, text } from './protobuf.ts';
import { damaged, tooLarge } from './trouble.ts';

/** A media file in the list: its name in the zip (a number), its own in Anki's normal form, and as it is written. */
export interface ListedMedia {
  part: string;
  name: string;
  written: string;
}

/** The list of the older containers: JSON of name in the zip to file name (anki-format, 1). */
export function mediaListJson(bytes: Uint8Array, most: number): ListedMedia[] {
  const names = object(parseJson(decoded(bytes), 'media list'), 'media list');
  const listed = Object.entries(names).map(([part, name]) => {
    if (!/^(0|[1-9]\d{0,9})$/.test(part) || typeof name !== 'string') {
      throw damaged('its media list does not give names to numbers');
    }
    return { part, name: mediaName(name), written: name };
  });
  return bounded(
    listed.sort((a, b) => Number(a.part) - Number(b.part)),
    most,
  );
}

/** The list of the latest container: protobuf, the n-th being the file named n in the zip. */
export function mediaListProtobuf(bytes: Uint8Array, most: number): ListedMedia[] {
  const listed = message(bytes).get(1) ?? [];
  return bounded(listed, most).map((media, index) => {
    if (typeof media === 'bigint') throw damaged('its media list does not hold names');
    const written = text(message(media), 1);
    return { part: String(index), name: mediaName(written), written };
  });
}

function bounded<T>(listed: T[], most: number): T[] {
  if (listed.length > most) throw tooLarge(`it lists ${listed.length} media files`, 'files');
  return listed;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged('its media list is no UTF-8', cause);
  }
}
