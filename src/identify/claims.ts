import type { VFile } from 'vfile';
import type { NoteFacts, Traits } from './facts.ts';

/** A note that claims an identity. */
export interface Claim {
  note: NoteFacts;
  /** Where messages about it go. */
  file: VFile;
  traits: Traits;
}
