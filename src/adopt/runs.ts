import type { ImportedField } from '../imported.ts';
import type { Book, BookNote } from './books.ts';

/** So many notes, or characters in their fields, are proved at a time. */
const most = { notes: 2_000, text: 500_000 };

/** Deck files, or parts of them, that are proved together: in their order, so that not all are trees at once. */
export function runsOf(books: Book[]): Book[][] {
  const runs: Book[][] = [[]];
  const size = { notes: 0, text: 0 };
  for (const book of books) {
    let part: BookNote[] = [];
    const end = () => {
      if (part.length > 0 || book.notes.length === 0)
        runs.at(-1)?.push({ ...book, notes: part, head: book.head });
      part = [];
    };
    for (const note of book.notes) {
      const text = note.note.fields.reduce((sum, field) => sum + textOf(field).length, 0);
      if (size.notes >= most.notes || (size.notes > 0 && size.text + text > most.text)) {
        end();
        runs.push([]);
        Object.assign(size, { notes: 0, text: 0 });
      }
      size.notes += 1;
      size.text += text;
      part.push(note);
    }
    end();
  }
  return runs.filter((run) => run.length > 0);
}

/** What a field holds, in whatever form. */
export function textOf(field: ImportedField): string {
  if ('html' in field) return field.html;
  return 'text' in field ? field.text : field.markdown;
}
