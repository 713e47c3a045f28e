import { didYouMean, messages } from '../messages/index.ts';
import { meaningOf } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags } from './flags.ts';
import { pageOf } from './pages.ts';

export const explain: Command = {
  flags: { json: commonFlags.json, help: commonFlags.help },
  operands: '[ID…]',
  examples: [
    { line: 'deckwright explain', does: 'every message in a line' },
    { line: 'deckwright explain cloze-given-away', does: 'the page about that message' },
    { line: 'deckwright explain cloze', does: 'the messages whose ids begin so' },
    { line: 'deckwright explain syntax', does: 'how decks are written, on one page' },
  ],
  run,
};

/** Pages that are about no message. */
const otherPages = ['syntax', 'rules'];

async function run(
  values: FlagValues,
  operands: string[],
  { stdout }: Surroundings,
): Promise<number> {
  const rows = rowsOf(operands);
  if (values.json === true) stdout(`${JSON.stringify(rows, null, 2)}\n`);
  else if (operands.length > 0 && rows.every(({ exact }) => exact))
    stdout(rows.map(({ page }) => readable(page)).join('\n'));
  else stdout(listOf(rows));
  return 0;
}

interface Row {
  id: string;
  severity?: string;
  meaning: string;
  page: string;
  /** Asked for by its whole id. */
  exact: boolean;
}

function rowsOf(operands: string[]): Row[] {
  const severities = new Map(Object.values(messages).map(({ id, severity }) => [id, severity]));
  const ids = [...severities.keys()].sort();
  const rowOf = (id: string, exact: boolean): Row => {
    const severity = severities.get(id);
    const page = pageOf(severity ? `messages/${id}` : id) ?? '';
    return { id, ...(severity && { severity }), meaning: meaningOf(page) ?? '', page, exact };
  };
  if (operands.length === 0) return ids.map((id) => rowOf(id, false));
  return operands.flatMap((asked) => {
    if (ids.includes(asked) || otherPages.includes(asked)) return [rowOf(asked, true)];
    const begun = ids.filter((id) => id.startsWith(asked));
    if (begun.length > 0) return begun.map((id) => rowOf(id, false));
    const meant = didYouMean(asked, [...ids, ...otherPages]);
    throw surroundingsError(
      `There is no message "${asked}"${meant ? `; did you mean "${meant}"?` : '.'} deckwright explain lists all.`,
    );
  });
}

/** A page as people read it: what is for the tests, and for a browser alone, is left out. */
function readable(page: string): string {
  return page
    .replace(/^<!--(?! deckwright-).*?-->\n/gmu, '')
    .replace(/^!\[[^\]\n]*\]\((?!https?:)[^)\n]*\)\n\n?/gmu, '')
    .replace(/\[([^\]\n]*)\]\((?!https?:)[^)\n]*\)/gu, '$1');
}

function listOf(rows: Row[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows
    .map(
      ({ id, severity = '', meaning }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${meaning}\n`,
    )
    .join('');
}
