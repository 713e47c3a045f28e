import { type Note, plainText } from '../tree.ts';

/** Fields that say where a note stands. */
const passing = new Set(['Context', 'Edit']);

/** What a note without a heading is called by: its title, else the first field that says something. */
export function frontOf({ children }: Note): string {
  const fields = children.filter(({ name }) => !passing.has(name));
  const title = fields.filter(({ name }) => name === 'Title');
  for (const { children: content } of [...title, ...fields]) {
    const text = plainText(content);
    if (text !== '') return text;
  }
  return '';
}
