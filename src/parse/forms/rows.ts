import type { RootContent } from 'mdast';
import type { Point, Position } from 'unist';
import type { Attributes } from '../../attributes.ts';
import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import type { Note } from '../../tree.ts';
import type { FileContext } from '../context.ts';
import { type Draft, finishNote, notetypeOf } from '../draft.ts';
import { frontOf } from '../front.ts';
import type { Contents } from '../layout.ts';
import { settableFields } from '../names.ts';
import { layOutNamed, type Sides } from '../sides.ts';
import { type Column, targetOf } from './columns.ts';
import type { Title } from './sections.ts';

/** A cell of a table. */
export interface Cell {
  /** As written, without blanks around. */
  text: string;
  content: RootContent[];
  start: Point;
}

export interface Row {
  cells: Cell[];
  position: Position;
  /** The headings above, outermost first. */
  above: Title[];
}

/** The note of a row; nothing if all its cells are empty, it is skipped, or of no known note type. */
export function rowNote(row: Row, columns: Column[], context: FileContext): Note | undefined {
  const { above, cells, position } = row;
  const filled = columns.flatMap((column, index) => {
    const cell = cells[index];
    return cell && cell.text !== '' ? [{ column, cell }] : [];
  });
  if (filled.length === 0 || above.some(({ attributes }) => attributes?.values.has('skip')))
    return undefined;
  const draft: Draft = {
    head: position,
    attributes: attributesOf(filled),
    inherited: above.flatMap(({ attributes }) => attributes ?? []),
    context: above.map(({ text }) => text).filter(Boolean),
    sections: above.flatMap(({ heading, text }) => (heading.depth > 1 && text ? [text] : [])),
    front: '',
    content: filled.flatMap(({ column, cell }) => (column.isOurs ? [] : cell.content)),
  };
  const notetype = notetypeOf(draft, context);
  if (!notetype) return undefined;
  const note = finishNote(draft, notetype, contentsOf(filled, notetype, context), context);
  const empty = cells[columns.findIndex(({ key }) => key === 'id')];
  const idPlace = empty && note.id === undefined && { idPlace: empty.start };
  return Object.assign(note, { front: frontOf(note), position }, idPlace);
}

interface Filled {
  column: Column;
  cell: Cell;
}

/** Columns that are no fields say what attributes say behind a heading. */
function attributesOf(filled: Filled[]): Attributes {
  const attributes: Attributes = { classes: [], values: new Map(), start: 0, end: 0 };
  for (const { column, cell } of filled.filter((one) => one.column.isOurs)) {
    if (column.key === 'id') attributes.id = cell.text;
    else if (column.key === 'tags')
      attributes.classes = cell.text.split(/[\s,;]+/u).filter(Boolean);
    else attributes.values.set(column.key, { value: cell.text, offset: 0 });
  }
  return attributes;
}

function contentsOf(filled: Filled[], notetype: Notetype, { file }: FileContext): Contents {
  const sides: Sides = { front: [], back: [], extra: [] };
  const named: Contents = new Map();
  for (const { column, cell } of filled.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    if (column.isOurs) continue;
    const target = targetOf(column, notetype);
    const place = placeOfText(cell.start, cell.text);
    if (!target) {
      const names = settableFields(notetype);
      report(file, place, messages.unknownField(column.name, notetype.key, names));
    } else if ('side' in target) sides[target.side].push(...cell.content);
    else named.set(target.field, cell.content);
  }
  const contents: Contents =
    sides.front.length + sides.back.length > 0 ? layOutNamed(notetype, sides, file) : new Map();
  for (const [name, nodes] of named) {
    if (contents.has(name)) report(file, nodes[0], messages.duplicateField(name));
    contents.set(name, nodes);
  }
  return contents;
}

/** Where the first line of a cell's text stands. */
export function placeOfText(start: Point, text: string): Position {
  const [line = ''] = text.split('\n', 1);
  return { start, end: { line: start.line, column: start.column + Math.max(1, line.length) } };
}

/** What the learner is to find comes before what explains it. */
function rankOf({ column }: Filled): number {
  return column.key === 'back' ? 1 : 0;
}
