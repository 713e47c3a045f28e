import { fieldsOf, parseTemplate, type TemplateNode } from '../../notetype/index.ts';
import type { LearnerNotetype } from '../learner.ts';

/**
 * Follows the names of fields into the templates: whatever names a field by the name that it had in `original`
 * gets its new one. Anki does so even to templates that come with the new names, so that two fields that
 * swap their names swap their places on the cards (tried). `from`: where each field stood in `original`.
 */
export function renameInTemplates(
  notetype: LearnerNotetype,
  from: readonly (number | null)[],
  original: LearnerNotetype,
): LearnerNotetype {
  const names = newNames(notetype, from, original);
  if (names.size === 0) return notetype;
  const front = (text: string) => renameInSide(text, { notetype, names, isFront: true });
  const back = (text: string) => renameInSide(text, { notetype, names, isFront: false });
  const templates = notetype.templates.map((template) => ({
    ...template,
    front: front(template.front),
    back: back(template.back),
    browserFront: front(template.browserFront),
    browserBack: back(template.browserBack),
  }));
  return { ...notetype, templates };
}

/** Old name to new name, null where the field is gone. */
type Names = Map<string, string | null>;

function newNames(
  { fields }: LearnerNotetype,
  from: readonly (number | null)[],
  original: LearnerNotetype,
): Names {
  const names: Names = new Map();
  for (const [index, { name }] of fields.entries()) {
    const old = original.fields[from[index] ?? -1];
    if (old && old.name !== name) names.set(old.name, name);
  }
  for (const [index, { name }] of original.fields.entries())
    if (!from.includes(index)) names.set(name, null);
  return names;
}

interface Renaming {
  notetype: LearnerNotetype;
  names: Names;
  isFront: boolean;
}

/** A side that is left without a field, or a cloze side without its filter, gets the first field at its end. */
function renameInSide(text: string, { notetype, names, isFront }: Renaming): string {
  const { nodes, errors } = parseTemplate(text);
  if (errors.length > 0) return text;
  const written = write(rename(nodes, names));
  const isCloze = notetype.kind === 'cloze';
  const left = [...fieldsOf(parseTemplate(written).nodes)];
  const lacksCloze = isCloze && !left.some(({ filters }) => filters.includes('cloze'));
  if (!lacksCloze && !(isFront && left.length === 0)) return written;
  const first = notetype.fields[0]?.name ?? '';
  return `${written}{{${isCloze ? 'cloze:' : ''}${first}}}`;
}

function rename(nodes: readonly TemplateNode[], names: Names): TemplateNode[] {
  return nodes.flatMap((node): TemplateNode[] => {
    if (node.type === 'text' || node.type === 'comment') return [node];
    const name = names.get(node.name);
    if (node.type === 'field') return name === null ? [] : [{ ...node, name: name ?? node.name }];
    const children = rename(node.children, names);
    return name === null ? children : [{ ...node, name: name ?? node.name, children }];
  });
}

function write(nodes: readonly TemplateNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text' || node.type === 'comment') return node.value;
      if (node.type === 'field')
        return `{{${[...node.filters.toReversed(), node.name].join(':')}}}`;
      const sign = node.negated ? '^' : '#';
      return `{{${sign}${node.name}}}${write(node.children)}{{/${node.name}}}`;
    })
    .join('');
}
