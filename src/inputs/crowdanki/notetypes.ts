import type { NotetypeRow } from '../../collection.ts';
import { idOf } from '../../ids.ts';
import { tidyNotetype } from '../../notetype/index.ts';
import { surroundingsError } from '../../surroundings.ts';
import { list, notetypeFromJson, object, textOf } from '../apkg/index.ts';

type JsonObject = ReturnType<typeof object>;

/** The note types by their uuid. Their ids follow from it, those of fields and templates too where none are given. */
export function readNotetypes(root: JsonObject): Map<string, NotetypeRow> {
  const found = new Map<string, NotetypeRow>();
  for (const value of list(root.note_models, 'list of note types')) {
    const json = object(value, 'note type');
    const uuid = textOf(json, 'crowdanki_uuid');
    const row = notetypeFromJson({ ...json, id: idOf('crowdanki', uuid) });
    if (row.fields.length === 0 || row.templates.length === 0)
      throw surroundingsError(`The note type "${row.name}" has no fields or no templates.`);
    const named = {
      ...row,
      fields: row.fields.map((field) => ({
        ...field,
        id: field.id || BigInt(idOf('crowdanki', uuid, 'field', field.name)),
      })),
      templates: row.templates.map((template) => ({
        ...withoutDeck(template),
        id: template.id || BigInt(idOf('crowdanki', uuid, 'template', template.name)),
      })),
    };
    found.set(uuid, tidyNotetype(named));
  }
  return found;
}

/** The deck ids of somebody else's collection mean nothing. */
function withoutDeck({ deckId: _, ...template }: NotetypeRow['templates'][number]) {
  return template;
}
