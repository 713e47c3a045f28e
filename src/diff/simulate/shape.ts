import type { NotetypeRow } from '../../collection.ts';
import type { LearnerNotetype } from '../learner.ts';

/** A note type, and where each of its fields and templates stood in the note type it replaces (null: new). */
export interface Shape {
  notetype: LearnerNotetype;
  fields: (number | null)[];
  templates: (number | null)[];
}

/** The shape of a note type that replaces one of the same shape. */
export function shapeOf(notetype: LearnerNotetype): Shape {
  return {
    notetype,
    fields: notetype.fields.map((_, index) => index),
    templates: notetype.templates.map((_, index) => index),
  };
}

/** Whether notes fit both: pairwise equal fields and templates; the kind does not count (anki-format, 5.3). */
export function sameSchema(a: NotetypeRow, b: NotetypeRow): boolean {
  return pairwise(a.fields, b.fields) && pairwise(a.templates, b.templates);
}

/**
 * Puts in what only `other` has, at its place there, and swaps what stands elsewhere there. Nothing is
 * taken out. The templates of a cloze note type stay as they are.
 */
export function mergeShapes(shape: Shape, other: NotetypeRow): Shape {
  const { notetype } = shape;
  const fields = mergeParts({ parts: notetype.fields, from: shape.fields }, other.fields);
  const templates =
    notetype.kind === 'cloze'
      ? { parts: notetype.templates, from: shape.templates }
      : mergeParts({ parts: notetype.templates, from: shape.templates }, other.templates);
  return {
    notetype: { ...notetype, fields: fields.parts, templates: templates.parts },
    fields: fields.from,
    templates: templates.from,
  };
}

/** Whether anything was added, removed or moved; `before`: how many there were. */
export function hasMoved(from: readonly (number | null)[], before: number): boolean {
  return from.length !== before || from.some((place, index) => place !== index);
}

/** A field or a template. Id 0 stands for none, as in packages of old versions of Anki. */
interface Part {
  id: bigint;
  name: string;
}

function pairwise(a: readonly Part[], b: readonly Part[]): boolean {
  return a.length === b.length && a.every((part, index) => matches(part, b[index]));
}

function matches(a: Part, b: Part | undefined): boolean {
  if (!b) return false;
  return a.id !== 0n && b.id !== 0n ? a.id === b.id : a.name === b.name;
}

interface Parts<T> {
  parts: readonly T[];
  from: readonly (number | null)[];
}

function mergeParts<T extends Part>(own: Parts<T>, other: readonly T[]) {
  const merged = own.parts.map((part, index) => ({ part, from: own.from[index] ?? null }));
  for (const [index, part] of other.entries()) {
    const at = merged.findIndex((each) => matches(each.part, part));
    const [found, there] = [merged[at], merged[index]];
    if (!found) merged.splice(index, 0, { part, from: null });
    else if (there) [merged[at], merged[index]] = [there, found];
  }
  return { parts: merged.map(({ part }) => part), from: merged.map(({ from }) => from) };
}
