import type { FieldRow, NotetypeRow, TemplateRow } from '../../collection.ts';
import { notetypeUuid, type Uuids } from './uuid.ts';

/** A note type as Anki's schema 11 keeps it, without its id, and known by its uuid (CrowdAnki's `note_model.py`). */
export function notetypeJson(row: NotetypeRow, uuids: Uuids): Record<string, unknown> {
  return {
    __type__: 'NoteModel',
    crowdanki_uuid: notetypeUuid(row.id, uuids),
    css: row.css,
    flds: row.fields.map(fieldJson),
    latexPost: row.latexPost,
    latexPre: row.latexPre,
    latexsvg: row.latexSvg,
    name: row.name,
    ...(row.stockKind > 0 && { originalStockKind: row.stockKind }),
    req: [],
    sortf: row.sortField,
    tags: [],
    tmpls: row.templates.map(templateJson),
    type: row.kind === 'cloze' ? 1 : 0,
    vers: [],
  };
}

function fieldJson(row: FieldRow, ord: number): Record<string, unknown> {
  return {
    collapsed: row.collapsed,
    description: row.description,
    excludeFromSearch: row.excludeFromSearch,
    font: row.font,
    id: row.id,
    media: [],
    name: row.name,
    ord,
    plainText: row.plainText,
    preventDeletion: row.preventDeletion,
    rtl: row.rtl,
    size: row.size,
    sticky: row.sticky,
    tag: row.tag ?? null,
  };
}

function templateJson(row: TemplateRow, ord: number): Record<string, unknown> {
  return {
    afmt: row.back,
    bafmt: row.browserBack,
    bfont: row.browserFont ?? '',
    bqfmt: row.browserFront,
    bsize: row.browserSize ?? 0,
    did: null,
    id: row.id,
    name: row.name,
    ord,
    qfmt: row.front,
  };
}
