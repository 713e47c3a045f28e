import type { Shelf } from '../../shelf.ts';
import type { DeckRule, ProjectRule } from '../context.ts';
import { choice } from './choice.ts';
import { cloze } from './cloze.ts';
import { description } from './description.ts';
import { createDiagrams } from './diagrams.ts';
import { duplicates } from './duplicates.ts';
import { createFields } from './fields.ts';
import { createFormulas } from './formulas.ts';
import { html } from './html.ts';
import { media } from './media.ts';
import { noNotes } from './no-notes.ts';
import { references } from './references.ts';
import { tags } from './tags.ts';
import { typed } from './typed.ts';

export { createDiagrams };

/** Rules that look at one file; each is one file here. */
export function createDeckRules(shelf?: Shelf): DeckRule[] {
  return [
    createFields(),
    choice,
    typed,
    cloze,
    html,
    description,
    references,
    createFormulas(),
    createDiagrams(shelf),
  ];
}

/** Rules that need all files, or what is beside them; they see the facts alone. */
export const projectRules: ProjectRule[] = [media, duplicates, tags, noNotes];
