import { VFile } from 'vfile';
import * as z from 'zod';
import { idOf } from '../ids.ts';
import type { Ledger, LedgerNotetype } from '../ledger.ts';
import { messages, parsePlacedYaml, report } from '../messages/index.ts';
import type { Notetype } from '../notetype/index.ts';
import type { Project } from '../project.ts';

/** A note type whose ids are settled. */
export interface IdentifiedNotetype extends Notetype {
  id: number;
  fields: (Notetype['fields'][number] & { id: bigint })[];
  templates: (Notetype['templates'][number] & { id: bigint })[];
}

/**
 * Gives note types, fields and templates the ids that learners have. A rename keeps its id; any other
 * change of shape would make learners' notes conflict, and is an error unless `reshape` names the type.
 */
export function identifyNotetypes(
  project: Project,
  ledger: Ledger,
  { reshape, namespace }: { reshape: string | undefined; namespace: string },
): Map<string, IdentifiedNotetype> {
  const known = new Map(ledger.notetypes.map((entry) => [entry.key, entry]));
  return new Map(
    [...project.notetypes].map(([key, notetype]) => {
      const entry = known.get(key);
      if (entry && key !== reshape) tellReshaped(notetype, entry, project);
      return [key, identified(notetype, entry, namespace)];
    }),
  );
}

function identified(
  notetype: Notetype,
  entry: LedgerNotetype | undefined,
  namespace: string,
): IdentifiedNotetype {
  const space = [namespace, 'notetype', notetype.key];
  const fields = partIds(notetype.fields, entry?.fields ?? []);
  const templates = partIds(notetype.templates, entry?.templates ?? []);
  const fresh = (...parts: string[]) => BigInt(idOf(...space, ...parts));
  return {
    ...notetype,
    id: notetype.id ?? entry?.id ?? idOf(...space),
    fields: notetype.fields.map((field, index) => ({
      ...field,
      id: fields[index] ?? fresh('field', field.name),
    })),
    templates: notetype.templates.map((template, index) => ({
      ...template,
      id: templates[index] ?? fresh('template', template.name),
    })),
  };
}

interface Part {
  name: string;
  id?: bigint | string;
}

/** The id of each part: its own, that of its name in the ledger, or that of the name it replaced in its place. */
function partIds(parts: Part[], known: Part[]): (bigint | undefined)[] {
  const names = new Set(parts.map(({ name }) => name));
  return parts.map((part, index) => {
    if (part.id !== undefined) return BigInt(part.id);
    const same = known.find(({ name }) => name === part.name);
    const replaced = known.length === parts.length ? known[index] : undefined;
    const id = same?.id ?? (replaced && !names.has(replaced.name) ? replaced.id : undefined);
    return id === undefined ? undefined : BigInt(id);
  });
}

function tellReshaped(notetype: Notetype, entry: LedgerNotetype, project: Project): void {
  const file =
    project.files.find(({ path }) => path === `${notetype.folder}/notetype.yaml`) ??
    fileFor(notetype, project);
  const say = (key: string, what: string, seen: string) => {
    // Its messages were told when it was read.
    const text = file.value === undefined ? undefined : String(file.value);
    const yaml = text === undefined ? undefined : parsePlacedYaml(new VFile(), text, anything);
    report(file, yaml?.place([key], 'key'), messages.notetypeReshaped(notetype.key, what, seen));
  };
  if (entry.kind !== notetype.kind) {
    say(
      'kind',
      `its kind went from ${entry.kind} to ${notetype.kind}`,
      'Learners’ cards would become empty.',
    );
  }
  if (notetype.id !== undefined && notetype.id !== entry.id) {
    say(
      'id',
      `its id went from ${entry.id} to ${notetype.id}`,
      'Anki would take every note for one of another type, and leave learners’ notes as they are.',
    );
  }
  for (const [what, parts, known] of [
    ['field', notetype.fields, entry.fields],
    ['template', notetype.templates, entry.templates],
  ] as const) {
    const change = shapeChange(what, parts, known);
    if (change)
      say(
        `${what}s`,
        change,
        'Anki would skip all notes of this type that learners already have, now and in every later release.',
      );
  }
}

const anything = z.unknown();

/** What differs in the row of ids; nothing if only names did. */
function shapeChange(what: string, parts: Part[], known: Part[]): string | undefined {
  const ids = partIds(parts, known).map((id, index) =>
    id === undefined ? undefined : whichPart(id, parts[index]),
  );
  const then = known.map((part) => whichPart(BigInt(part.id ?? 0), part));
  const added = parts.filter(
    (_, index) => ids[index] === undefined || !then.includes(ids[index] ?? ''),
  );
  const removed = known.filter((part) => !ids.includes(whichPart(BigInt(part.id ?? 0), part)));
  const named = (rows: Part[]) => rows.map(({ name }) => `"${name}"`).join(', ');
  if (added.length > 0 || removed.length > 0) {
    const changes = [
      added.length > 0 && `${what} ${named(added)} added`,
      removed.length > 0 && `${what} ${named(removed)} removed`,
    ];
    return changes.filter(Boolean).join(', ');
  }
  return ids.every((id, index) => id === then[index])
    ? undefined
    : `its ${what}s are in another order`;
}

/** What Anki knows a field or a template again by: one that has no id, by its name (anki-format, 5.3). */
function whichPart(id: bigint, part: Part | undefined): string {
  return id === 0n ? `name ${part?.name}` : String(id);
}

function fileFor(notetype: Notetype, project: Project): VFile {
  const file = new VFile({ path: `${notetype.folder}/notetype.yaml` });
  project.files.push(file);
  return file;
}
