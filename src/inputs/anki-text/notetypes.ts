import type { NotetypeRow } from '../../collection.ts';
import { surroundingsError } from '../../surroundings.ts';
import { safeNames, simpleNotetype } from '../text/index.ts';
import type { Header } from './header.ts';

/** The note type of a row, and its fields in the order of the columns; a column beyond them is nobody's. */
export interface Shape {
  notetype: NotetypeRow | string;
  fields: string[];
}

/** What rows are whose note type is not said. */
const plain: Shape = { notetype: 'basic', fields: ['Front', 'Back', 'Extra'] };
const cloze: Shape = { notetype: 'cloze', fields: ['Text', 'Extra'] };

const own = ['Front', 'Back', 'Extra', 'Source'];

/** Anki's stock types and Deckwright's own by their names in English; a text says nothing else of them. */
const known: Partial<Record<string, Shape>> = {
  Basic: { notetype: 'basic', fields: ['Front', 'Back'] },
  'Basic (and reversed card)': { notetype: 'reversed', fields: ['Front', 'Back'] },
  'Basic (type in the answer)': { notetype: 'typed', fields: ['Front', 'Answer'] },
  Cloze: cloze,
  'Deckwright Basic': { notetype: 'basic', fields: own },
  'Deckwright Reversed': { notetype: 'reversed', fields: own },
  'Deckwright Typed': { notetype: 'typed', fields: ['Front', 'Answer', 'Back', 'Extra', 'Source'] },
  'Deckwright Cloze': { notetype: 'cloze', fields: ['Text', 'Title', 'Extra', 'Source'] },
};

/** Most note types of a file. */
const most = 1000;

/** The note types of all rows. Throws the known error if there are more than anybody has. */
export function notetypesOf(
  rows: string[][],
  header: Header,
  columns: number[],
): { notetypes: NotetypeRow[]; shapeOf: (row: string[]) => Shape; unknown: string[] } {
  const nameOf = (row: string[]) => {
    const cell = header.notetypeColumn === undefined ? '' : row[header.notetypeColumn - 1];
    return cell?.trim() || header.notetype || '';
  };
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  if (groups.size > most)
    throw surroundingsError(`The rows name more than ${most} note types: see "#notetype column".`);
  const shapes = new Map(
    [...groups].map(([name, group]) => [
      name,
      knownShape(name, header) ?? unknownShape(name, group, header, columns),
    ]),
  );
  const found = [...shapes.values()].map(({ notetype }) => notetype);
  const notetypes = found.filter((notetype) => typeof notetype !== 'string');
  const first = columns[0] ?? 0;
  const shapeOf = (row: string[]): Shape => {
    const name = nameOf(row);
    if (name === '' && !header.columns) return /\{\{c\d+::/u.test(row[first] ?? '') ? cloze : plain;
    return shapes.get(name) ?? plain;
  };
  return { notetypes, shapeOf, unknown: notetypes.map(({ name }) => name) };
}

function knownShape(name: string, { columns }: Header): Shape | undefined {
  if (Object.hasOwn(known, name)) return known[name];
  return name === '' && !columns ? plain : undefined;
}

function unknownShape(name: string, rows: string[][], header: Header, columns: number[]): Shape {
  const used = columns.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  const width = Math.max(1, columns.indexOf(used.at(-1) ?? 0) + 1);
  const names = columns
    .slice(0, width)
    .map(
      (column, place) =>
        header.columns?.[column]?.trim() ||
        (place === 0 ? 'Front' : place === 1 ? 'Back' : `Field ${place + 1}`),
    );
  const first = columns[0] ?? 0;
  const isCloze = rows.some((row) => /\{\{c\d+::/u.test(row[first] ?? ''));
  return {
    notetype: simpleNotetype(name === '' ? 'Imported' : name.slice(0, 100), names, isCloze),
    fields: safeNames(names),
  };
}
