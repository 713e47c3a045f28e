export type Severity = 'error' | 'warning' | 'info';

/** What is said about one place in a source. */
export interface Message {
  id: string;
  severity: Severity;
  /** "Unexpected X, expected Y": what is wrong, without its place. */
  reason: string;
  /** What to do about it. */
  note: string;
  /** What certainly should stand at the place instead: `check --fix` writes it there. */
  fix?: string;
}

/** A message of the catalogue: called with its particulars, it gives the words. */
export interface MessageFunction<Arguments extends unknown[]> {
  (...particulars: Arguments): Message;
  readonly id: string;
  readonly severity: Severity;
}

/** Makes one message of the catalogue. `id` is permanent: pages, settings and baselines name it. */
export function define<Arguments extends unknown[]>(
  id: string,
  severity: Severity,
  words: (...particulars: Arguments) => Omit<Message, 'id' | 'severity'>,
): MessageFunction<Arguments> {
  const message = (...particulars: Arguments): Message => ({
    id,
    severity,
    ...words(...particulars),
  });
  return Object.assign(message, { id, severity });
}
