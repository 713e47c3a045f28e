import { messages, report } from '../../messages/index.ts';
import type { RuleContext } from '../context.ts';
import { noteSchema } from '../schema.ts';

/** Each note against the schema of its note type: what must be there is there, and holds something. */
export function fields({ deck, file, project }: RuleContext): void {
  const schemas = new Map(
    [...project.notetypes].map(([key, notetype]) => [key, noteSchema(notetype)]),
  );
  for (const note of deck.children) {
    const given = Object.fromEntries(note.children.map(({ name, children }) => [name, children]));
    const result = schemas.get(note.notetype)?.safeParse({ ...note, fields: given });
    for (const { path } of result?.error?.issues ?? []) {
      const [part, field] = path;
      if (part === 'id') report(file, note.head, messages.invalidId(note.id ?? ''));
      // A cloze note without text and a choice note without options are told by their own rules.
      else if (part === 'fields' && field !== 'Options')
        report(file, note.head, messages.emptySide(String(field), note.notetype));
    }
  }
}
