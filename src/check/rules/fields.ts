import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import type { Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { fits, type NoteSchema, noteSchema } from '../schema.ts';

/** Makes the rule of each note against the schema of its note type: what must be there is there, and holds something. */
export function createFields(): (context: RuleContext) => void {
  const schemas = new Map<Notetype, NoteSchema>();
  const schemaOf = (notetype: Notetype) => {
    const schema = schemas.get(notetype) ?? noteSchema(notetype);
    schemas.set(notetype, schema);
    return schema;
  };
  return (context) => checkFields(context, schemaOf);
}

function checkFields(
  { deck, file, project }: RuleContext,
  schemaOf: (notetype: Notetype) => NoteSchema,
): void {
  for (const note of deck.children) {
    const notetype = project.notetypes.get(note.notetype);
    if (!notetype || fits(note, notetype)) continue;
    for (const { path } of issuesOf(note, schemaOf(notetype))) {
      const [part, field] = path;
      if (part === 'id') report(file, note.head, messages.invalidId(note.id ?? ''));
      // A cloze note without text and a choice note without options are told by their own rules.
      else if (part === 'fields' && field !== 'Options')
        report(file, note.head, messages.emptySide(String(field), note.notetype));
    }
  }
}

function issuesOf(note: Note, schema: NoteSchema) {
  const given = Object.fromEntries(note.children.map(({ name, children }) => [name, children]));
  return schema.safeParse({ ...note, fields: given }).error?.issues ?? [];
}
