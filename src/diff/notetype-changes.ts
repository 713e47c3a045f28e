import type { NotetypeRow } from '../collection.ts';
import { sameSchema } from './simulate/shape.ts';
import { type WordPart, wordDiff } from './words.ts';

/** A note type that both collections have (by id), with another definition. */
export interface NotetypeChange {
  id: number;
  name: string;
  nameBefore?: string;
  kindBefore?: 'normal' | 'cloze';
  /** Whether notes still fit: else existing notes get no more updates, unless the learner merges. */
  sameSchema: boolean;
  styling: boolean;
  /** Of anything that is named in none of the other keys, such as the sort field or a field's font. */
  settings: boolean;
  fields: PartChanges;
  templates: PartChanges;
  /** Templates whose text differs. */
  sides: { template: string; front: WordPart[]; back: WordPart[] }[];
}

/** What became of the fields or the templates, by name. */
export interface PartChanges {
  added: string[];
  removed: string[];
  renamed: { from: string; to: string }[];
  /** Whether those that stayed are in another order. */
  reordered: boolean;
}

/** The definitions that differ, without looking at `mod`. */
export function notetypeChanges(
  old: ReadonlyMap<number, NotetypeRow>,
  next: ReadonlyMap<number, NotetypeRow>,
): NotetypeChange[] {
  return [...next.values()].flatMap((after) => {
    const before = old.get(after.id);
    return before && !sameDefinition(before, after) ? [changeOf(before, after)] : [];
  });
}

/** Whether two note types differ in nothing that a learner could notice. */
export function sameDefinition(a: NotetypeRow, b: NotetypeRow): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(row: NotetypeRow): string {
  return JSON.stringify({ ...row, id: 0, mod: 0, originalId: 0 }, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function changeOf(before: NotetypeRow, after: NotetypeRow): NotetypeChange {
  const pairs = after.templates.map((template) => ({
    template,
    old: before.templates.find((other) => isSame(other, template)),
  }));
  const sides = pairs.flatMap(({ template, old }) => {
    if (!old || (old.front === template.front && old.back === template.back)) return [];
    const front = wordDiff(old.front, template.front);
    return [{ template: template.name, front, back: wordDiff(old.back, template.back) }];
  });
  const fields = partChanges(before.fields, after.fields);
  const templates = partChanges(before.templates, after.templates);
  return {
    id: after.id,
    name: after.name,
    ...(before.name !== after.name && { nameBefore: before.name }),
    ...(before.kind !== after.kind && { kindBefore: before.kind }),
    sameSchema: sameSchema(before, after),
    styling: before.css !== after.css,
    settings: settingsOf(before) !== settingsOf(after),
    fields,
    templates,
    sides,
  };
}

/** A field or a template. */
interface Part {
  id: bigint;
  name: string;
}

function isSame(a: Part, b: Part): boolean {
  return a.id !== 0n && b.id !== 0n ? a.id === b.id : a.name === b.name;
}

function partChanges(before: readonly Part[], after: readonly Part[]): PartChanges {
  const placeOf = (part: Part) => before.findIndex((other) => isSame(other, part));
  const kept = after.map(placeOf).filter((place) => place !== -1);
  return {
    added: after.filter((part) => placeOf(part) === -1).map(({ name }) => name),
    removed: before
      .filter((part) => !after.some((other) => isSame(other, part)))
      .map(({ name }) => name),
    renamed: after.flatMap((part) => {
      const from = before[placeOf(part)]?.name;
      return from === undefined || from === part.name ? [] : [{ from, to: part.name }];
    }),
    reordered: kept.some((place, index) => place < (kept[index - 1] ?? -1)),
  };
}

/** What of a note type is neither its name, kind, styling, fields' names nor templates' sides. */
function settingsOf(row: NotetypeRow): string {
  const sort = row.fields[row.sortField];
  const fields = new Map(
    row.fields.map(({ id, name: _, ...settings }) => [String(id), settings] as const),
  );
  return JSON.stringify([
    String(sort?.id),
    [...fields].sort(([a], [b]) => (a < b ? -1 : 1)),
    row.templates.map(({ browserFront, browserBack }) => [browserFront, browserBack]),
    [row.latexPre, row.latexPost, row.latexSvg, row.stockKind],
  ]);
}
