/** A file of an output: its path below the folder or in place of it, with `/`, and its bytes. */
export interface OutputPart {
  path: string;
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}
