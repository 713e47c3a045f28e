import type { FieldRow, NotetypeRow, TemplateRow } from '../../collection.ts';
import type { Json, JsonObject } from './json.ts';
import { flagOf, int64Of, integerOf, list, object, parseJson, textOf } from './json.ts';
import { damaged } from './trouble.ts';

/** The note types as schema 11 keeps them (anki-format, 2). */
export function notetypesFromJson(models: string): NotetypeRow[] {
  const byId = object(parseJson(models, 'list of note types'), 'list of note types');
  return Object.values(byId).map((json) => notetypeFromJson(object(json, 'note type')));
}

/** A note type as schema 11 keeps it. Throws the known error if it has no id. */
export function notetypeFromJson(json: JsonObject): NotetypeRow {
  const id = integerOf(json, 'id');
  if (id === undefined) throw damaged('one of its note types has no id');
  const originalId = integerOf(json, 'originalId');
  return {
    id,
    name: textOf(json, 'name'),
    kind: integerOf(json, 'type') === 1 ? 'cloze' : 'normal',
    mod: integerOf(json, 'mod') ?? 0,
    sortField: integerOf(json, 'sortf') ?? 0,
    fields: inOrder(list(json.flds, 'list of fields')).map(field),
    templates: inOrder(list(json.tmpls, 'list of templates')).map(template),
    css: textOf(json, 'css'),
    latexPre: textOf(json, 'latexPre'),
    latexPost: textOf(json, 'latexPost'),
    latexSvg: flagOf(json, 'latexsvg'),
    stockKind: integerOf(json, 'originalStockKind') ?? 0,
    ...(originalId !== undefined && { originalId }),
  };
}

/** The order is the list's, whatever `ord` says (anki-format, 2). */
function inOrder(parts: Json[]): JsonObject[] {
  return parts.map((part) => object(part, 'note type'));
}

function field(json: JsonObject): FieldRow {
  const tag = integerOf(json, 'tag');
  return {
    id: int64Of(json, 'id'),
    name: textOf(json, 'name'),
    rtl: flagOf(json, 'rtl'),
    font: textOf(json, 'font', 'Arial'),
    size: integerOf(json, 'size') ?? 20,
    description: textOf(json, 'description'),
    plainText: flagOf(json, 'plainText'),
    collapsed: flagOf(json, 'collapsed'),
    excludeFromSearch: flagOf(json, 'excludeFromSearch'),
    sticky: flagOf(json, 'sticky'),
    ...(tag !== undefined && { tag }),
    preventDeletion: flagOf(json, 'preventDeletion'),
  };
}

function template(json: JsonObject): TemplateRow {
  const browserFont = textOf(json, 'bfont');
  const browserSize = integerOf(json, 'bsize') ?? 0;
  const deckId = integerOf(json, 'did') ?? 0;
  return {
    id: int64Of(json, 'id'),
    name: textOf(json, 'name'),
    front: textOf(json, 'qfmt'),
    back: textOf(json, 'afmt'),
    browserFront: textOf(json, 'bqfmt'),
    browserBack: textOf(json, 'bafmt'),
    ...(browserFont !== '' && { browserFont }),
    ...(browserSize !== 0 && { browserSize }),
    ...(deckId !== 0 && { deckId }),
  };
}
