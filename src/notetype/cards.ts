import { clozeNumbers } from './cloze.ts';
import { parseTemplate, type TemplateNode } from './template.ts';

/** What a note type must tell for its notes to become cards: a `Notetype`, or a row of the collection. */
export interface CardNotetype {
  name: string;
  kind: 'normal' | 'cloze';
  fields: readonly { name: string }[];
  templates: readonly { name: string; front: string; back: string }[];
}

/**
 * Which cards a note has, ascending: index of the template, or cloze number minus 1 (anki-format, 7).
 * `fields` is HTML in the note type's order. Empty when Anki would show nothing.
 */
export function cardOrds(
  notetype: CardNotetype,
  fields: readonly string[],
  hasTags: boolean,
): number[] {
  return openCardOrds(notetype)(fields, hasTags);
}

/** The same for many notes of one type, whose templates are read once. */
export function openCardOrds(
  notetype: CardNotetype,
): (fields: readonly string[], hasTags: boolean) => number[] {
  if (notetype.kind === 'cloze') return clozeOrds;
  const fronts = notetype.templates.map(({ front }) => parseTemplate(front));
  return (fields, hasTags) => {
    const filled = new Set(specialFields);
    if (!hasTags) filled.delete('Tags');
    for (const [index, { name }] of notetype.fields.entries())
      if (isEmptyField(fields[index] ?? '')) filled.delete(name);
      else filled.add(name);
    return fronts.flatMap(({ nodes, errors }, ord) =>
      errors.length === 0 && showsField(nodes, filled) ? [ord] : [],
    );
  };
}

/** Names that stand for something else than a field, unless a field has the same name. */
export const specialFields: ReadonlySet<string> = new Set([
  'Tags',
  'Type',
  'Deck',
  'Subdeck',
  'Card',
  'CardFlag',
  'CardID',
]);

/** As Anki: nothing but white space, `<br>` and `<div>` (anki-format, 7; `&nbsp;` counts as content). */
export function isEmptyField(html: string): boolean {
  if (/^[^\s<]/u.test(html)) return false;
  const blank = /[ \t\n\v\f\r]+|<\/?(?:br|div) ?\/?>/iy;
  while (blank.lastIndex < html.length) if (!blank.test(html)) return false;
  return true;
}

function clozeOrds(fields: readonly string[]): number[] {
  const ords = new Set<number>();
  // Numbers above 500 share a card, which Anki shows broken (anki-format, 7).
  for (const field of fields)
    for (const number of clozeNumbers(field)) if (number > 0) ords.add(Math.min(number, 500) - 1);
  return [...ords].sort((a, b) => a - b);
}

function showsField(nodes: readonly TemplateNode[], filled: ReadonlySet<string>): boolean {
  return nodes.some((node) => {
    if (node.type === 'field') return filled.has(node.name);
    if (node.type !== 'conditional') return false;
    return filled.has(node.name) !== node.negated && showsField(node.children, filled);
  });
}
