import type { Position } from 'unist';
import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import type { FileContext, KnownTypes } from '../context.ts';
import { fieldsOfAny, languageKeys, settableFields } from '../names.ts';

/** A column of a table: its name as written, and in lower case. */
export interface Column {
  name: string;
  key: string;
  /** Says something about the note that is no field. */
  isOurs: boolean;
}

/** The two sides of a note under all their names. */
const sideNames: Record<string, 'front' | 'back'> = {
  front: 'front',
  question: 'front',
  options: 'back',
  answer: 'back',
  back: 'back',
};

/** After so many wrong columns no further one helps. */
const mostMessages = 20;

/** Columns that are no fields. */
const ours = ['id', 'tags', 'deck', 'type', 'guid', ...languageKeys];

/** The columns that a table's first row names; nothing, and messages, if one of them means nothing. */
export function readColumns(
  cells: { text: string; place: Position }[],
  {
    file,
    settings,
    notetypes,
    brokenNotetypes,
  }: KnownTypes & Pick<FileContext, 'file' | 'settings'>,
): Column[] | undefined {
  const fields = cells.some(({ text }) => text.toLowerCase() === 'type')
    ? fieldsOfAny(notetypes)
    : fieldsWithout(notetypes, settings.type ?? 'basic');
  const named = ['Front', 'Back', 'Question', 'Answer'];
  const known = [...new Set([...fields, ...named, ...ours])];
  const hidden = new Set<string>(languageKeys.filter((key) => holds(fields, key)));
  const columns = cells.map(({ text }) => {
    const key = text.toLowerCase();
    return { name: text, key, isOurs: ours.includes(key) && !hidden.has(key) };
  });
  const keys = new Set(known.map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  let wrong = 0;
  for (const [index, { name, key }] of columns.entries()) {
    const isRight = key === '' || (keys.has(key) && !seen.has(key));
    seen.add(key);
    if (!isRight) wrong += 1;
    // A column may be a field of a note type that has a mistake itself.
    if (isRight || wrong > mostMessages || brokenNotetypes.size > 0) continue;
    const message = keys.has(key)
      ? messages.tableRepeatedColumn(name)
      : messages.tableUnknownColumn(name, known, separatorIn(name));
    report(file, cells[index]?.place, message);
  }
  if (wrong === 0 && columns.every(({ key, isOurs }) => key === '' || isOurs)) {
    report(file, cells[0]?.place, messages.tableMissingColumn([...new Set([...named, ...fields])]));
    return undefined;
  }
  return wrong === 0 ? columns : undefined;
}

/** Where no row says its type, it is the usual one or one that the content shows. */
function fieldsWithout(notetypes: FileContext['notetypes'], usual: string): string[] {
  const type = notetypes.get(usual);
  const shown = type?.builtIn ? [usual, 'cloze', 'choice'] : [usual];
  return fieldsOfAny(new Map([...notetypes].filter(([key]) => shown.includes(key))));
}

function separatorIn(name: string): string | undefined {
  if (name.includes('\t')) return 'tabs';
  return /[;|]/u.exec(name)?.[0].replace(/.*/u, '`$&`');
}

/** Where the content of a column belongs in a note of this type: on a side, or in a field of its name. */
export function targetOf(
  { key }: Column,
  notetype: Notetype,
): { side: 'front' | 'back' } | { field: string } | undefined {
  const side = sideNames[key];
  const field = settableFields(notetype).find((name) => name.toLowerCase() === key);
  // The task list of a choice note, and the answer to type, may stand in more than one column.
  const laidOut = notetype.layout !== 'sides';
  if (field !== undefined && !(laidOut && side)) return { field };
  return side && (key !== 'options' || laidOut) ? { side } : undefined;
}

function holds(fields: string[], key: string): boolean {
  return fields.some((name) => name.toLowerCase() === key);
}
