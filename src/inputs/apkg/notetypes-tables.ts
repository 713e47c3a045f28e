import type { FieldRow, NotetypeRow, TemplateRow } from '../../collection.ts';
import type { Tables } from './database.ts';
import { flag, int64, integer, type Message, message, text } from './protobuf.ts';
import { blobOf, integerOf } from './values.ts';

/** The note types as schema 15 and later keep them (anki-format, 3). */
export function notetypesFromTables(tables: Tables): NotetypeRow[] {
  const fields = parts(tables, 'fields', field);
  const templates = parts(tables, 'templates', template);
  return [...tables.rows('notetypes', 'id, [name], mtime_secs, config', 'id')].map((row) => {
    const id = integerOf(row[0]);
    return {
      id,
      name: tables.text(row[1]),
      mod: integerOf(row[2]),
      // Fields and templates of note types that are no longer there may be left in the tables.
      fields: fields.get(id) ?? [],
      templates: templates.get(id) ?? [],
      ...notetypeConfig(message(blobOf(row[3]))),
    };
  });
}

/** The rows of a table by their note type. */
function parts<Row>(
  tables: Tables,
  table: string,
  read: (name: string, config: Message) => Row,
): Map<number, Row[]> {
  const byNotetype = new Map<number, Row[]>();
  for (const row of tables.rows(table, 'ntid, [name], config', 'ntid, ord')) {
    const id = integerOf(row[0]);
    const rows = byNotetype.get(id) ?? [];
    rows.push(read(tables.text(row[1]), message(blobOf(row[2]))));
    byNotetype.set(id, rows);
  }
  return byNotetype;
}

function notetypeConfig(config: Message) {
  const originalId = integer(config, 10);
  return {
    kind: integer(config, 1) === 1 ? ('cloze' as const) : ('normal' as const),
    sortField: integer(config, 2),
    css: text(config, 3),
    latexPre: text(config, 5),
    latexPost: text(config, 6),
    latexSvg: flag(config, 7),
    stockKind: integer(config, 9),
    ...(originalId !== 0 && { originalId }),
  };
}

function field(name: string, config: Message): FieldRow {
  return {
    id: int64(config, 9),
    name,
    rtl: flag(config, 2),
    font: text(config, 3),
    size: integer(config, 4),
    description: text(config, 5),
    plainText: flag(config, 6),
    collapsed: flag(config, 7),
    excludeFromSearch: flag(config, 8),
    sticky: flag(config, 1),
    ...(config.has(10) && { tag: integer(config, 10) }),
    preventDeletion: flag(config, 11),
  };
}

function template(name: string, config: Message): TemplateRow {
  const browserFont = text(config, 6);
  const browserSize = integer(config, 7);
  const deckId = integer(config, 5);
  return {
    id: int64(config, 8),
    name,
    front: text(config, 1),
    back: text(config, 2),
    browserFront: text(config, 3),
    browserBack: text(config, 4),
    ...(browserFont !== '' && { browserFont }),
    ...(browserSize !== 0 && { browserSize }),
    ...(deckId !== 0 && { deckId }),
  };
}
