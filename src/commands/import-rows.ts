import type { InputOptions } from '../inputs/index.ts';
import { separatorOf } from '../inputs/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Flag, FlagValues } from './command.ts';

/** Flags that say how the rows of a text are read. */
export const rowFlags: Record<string, Flag> = {
  columns: {
    type: 'string',
    value: 'NAME,…',
    description: 'Of a table: front, back, extra, source, text, tags, deck, or - for none.',
  },
  separator: {
    type: 'string',
    value: 'TEXT',
    description: 'What stands between columns: tab, comma, " - ".',
  },
  'row-separator': {
    type: 'string',
    value: 'TEXT',
    description: 'What stands between rows, where it is no line break.',
  },
  quotes: {
    type: 'boolean',
    description: 'Cells may stand in double quotes (--no-quotes: quotes are text).',
  },
  html: { type: 'boolean', description: 'Cells are HTML (--no-html: they are text).' },
  deck: { type: 'string', value: 'NAME', description: 'Deck of notes that name none.' },
};

/** What the flags say; what they leave out is guessed from the file. */
export function rowOptions(values: FlagValues): InputOptions {
  const { columns, separator, quotes, html, deck } = values;
  const rows = values['row-separator'];
  for (const name of ['columns', 'separator', 'row-separator', 'deck'])
    if (values[name] === '') throw surroundingsError(`--${name}: expected a value.`);
  return {
    ...(typeof columns === 'string' && { columns: columns.split(',') }),
    ...(typeof separator === 'string' && { separator: separatorOf(separator) }),
    ...(typeof rows === 'string' && { rowSeparator: separatorOf(rows) }),
    ...(typeof quotes === 'boolean' && { quotes }),
    ...(typeof html === 'boolean' && { html }),
    ...(typeof deck === 'string' && { deck }),
  };
}
