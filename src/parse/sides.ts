import type { RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { Notetype } from '../notetype/index.ts';
import { hasDeletions } from './cloze/index.ts';
import { type Contents, layOut } from './layout.ts';
import { settableFields } from './names.ts';

/** The parts of a note that are told apart by name, such as `Q:` and `A:`, or the columns of a table. */
export interface Sides {
  front: RootContent[];
  back: RootContent[];
  extra: RootContent[];
}

/** Says which side of a note goes into which field, by the kind of note type. */
export function layOutNamed(notetype: Notetype, sides: Sides, file: VFile): Contents {
  const { front, back, extra } = sides;
  const lay = (...segments: RootContent[][]) =>
    layOut(notetype, { title: [], segments, breaks: [], file });
  if (notetype.kind !== 'cloze') return lay(front, back, extra);
  const source = String(file.value);
  if (!hasDeletions(back, source)) return lay(front, [...back, ...extra]);
  const hasTitle = settableFields(notetype).includes('Title');
  if (!hasTitle || hasDeletions(front, source)) return lay([...front, ...back], extra);
  const contents = lay(back, extra);
  if (front.length > 0) contents.set('Title', front);
  return contents;
}
