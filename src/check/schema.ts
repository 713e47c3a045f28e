import type { RootContent } from 'mdast';
import { z } from 'zod';
import type { Notetype } from '../notetype/index.ts';
import { descend } from '../tree.ts';

const content = z.array(
  z.custom<RootContent>((node) => typeof node === 'object' && node !== null && 'type' in node),
);
const filled = content.refine(isFilled, 'empty');

/** Schema of a note of this type: the fields it must and may have, each a list of mdast nodes. */
export function noteSchema(notetype: Notetype) {
  const fields = notetype.fields.map(
    ({ name, required }) => [name, required ? filled : content.optional()] as const,
  );
  return z.object({
    type: z.literal('note'),
    notetype: z.literal(notetype.key),
    id: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u)
      .max(100)
      .optional(),
    fields: z.strictObject(Object.fromEntries(fields)),
  });
}

/** Whether Anki would call the field filled: anything that shows, text or not. */
export function isFilled(nodes: RootContent[]): boolean {
  return nodes.some((node) => descend(node).some(shows));
}

function shows(node: { type: string; value?: unknown }): boolean {
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'code') return true;
  return typeof node.value === 'string' && node.value.trim() !== '';
}
