import type { Node, Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import type { Message } from './define.ts';

/** Puts a message on a file, at a node, a position or a point (the whole file without one). */
export function report(
  file: VFile,
  place: Node | Position | Point | undefined,
  message: Message,
): VFileMessage {
  const placed = place && 'type' in place ? place.position : place;
  const result = file.message(onOneLine(message.reason), {
    ...(placed && { place: placed }),
    ruleId: message.id,
    source: 'deckwright',
  });
  result.note = onOneLine(message.note);
  if (message.fix !== undefined) result.expected = [message.fix];
  result.fatal =
    message.severity === 'error' ? true : message.severity === 'info' ? undefined : false;
  return result;
}

/** What a source holds must not steer the terminal it is quoted on: neither by control characters nor by bidi ones. */
function onOneLine(words: string): string {
  return words.replace(/\s*[\p{Cc}\u202A-\u202E\u2066-\u2069]+\s*/gu, ' ');
}
