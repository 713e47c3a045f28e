import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';

/** A message as plain data, apart from its file: fit for a cache, or for another thread. */
export type Said = Pick<VFileMessage, 'reason' | 'place' | 'ruleId' | 'note' | 'fatal'> &
  Partial<Pick<VFileMessage, 'expected'>>;

/** What was said of a file. */
export function saidOf(file: VFile): Said[] {
  return file.messages.map(({ reason, place, ruleId, note, fatal, expected }) => ({
    reason,
    place,
    ruleId,
    note,
    // An info has no `fatal`, which as data is null.
    fatal: fatal ?? null,
    ...(expected && { expected }),
  }));
}

/** Says it again, of a file with the same text. */
export function repeatSaid(file: VFile, said: readonly Said[]): void {
  for (const { reason, place, ruleId, note, fatal, expected } of said) {
    const message = file.message(reason, {
      ...(place && { place }),
      ...(ruleId !== undefined && { ruleId }),
      source: 'deckwright',
    });
    message.note = note;
    message.fatal = fatal ?? undefined;
    if (expected) message.expected = expected;
  }
}
