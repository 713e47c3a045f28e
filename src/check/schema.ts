import type { RootContent } from 'mdast';
import type { Node } from 'unist';
import * as z from 'zod';
import type { Notetype } from '../notetype/index.ts';
import type { Cloze, Note } from '../tree.ts';

const content = z.array(
  z.custom<RootContent>((node) => typeof node === 'object' && node !== null && 'type' in node),
);
const filled = content.refine(isFilled, 'empty');
const id = /^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u;
const longestId = 100;

/** Schema of a note of this type: the fields it must and may have, each a list of mdast nodes. */
export function noteSchema(notetype: Notetype) {
  const fields = notetype.fields.map(
    ({ name, required }) => [name, required ? filled : content.optional()] as const,
  );
  return z.object({
    type: z.literal('note'),
    notetype: z.literal(notetype.key),
    id: z.string().regex(id).max(longestId).optional(),
    fields: z.strictObject(Object.fromEntries(fields)),
  });
}

export type NoteSchema = ReturnType<typeof noteSchema>;

/** Whether a note surely fits its schema, which is asked only where it may not, as it takes long. */
export function fits(note: Note, { fields }: Notetype): boolean {
  if (note.id !== undefined && !(id.test(note.id) && note.id.length <= longestId)) return false;
  const { children } = note;
  const isKnown = ({ name }: { name: string }) => fields.some((field) => field.name === name);
  const isThere = ({ name, required }: { name: string; required?: boolean | undefined }) =>
    !required || isFilled(children.findLast((field) => field.name === name)?.children ?? []);
  return children.every(isKnown) && fields.every(isThere);
}

/** Whether Anki would call the field filled: anything that shows, text or not. */
function isFilled(nodes: readonly Node[]): boolean {
  return nodes.some((node) => shows(node) || isFilled(below(node)));
}

/** The hint of a deletion is below it. */
function below(node: Node): Node[] {
  const { children = [], hint = [] } = node as Partial<Cloze>;
  return hint.length > 0 ? [...hint, ...children] : children;
}

function shows(node: Node & { value?: unknown }): boolean {
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'code') return true;
  return typeof node.value === 'string' && node.value.trim() !== '';
}
