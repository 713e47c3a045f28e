import { relative } from 'node:path';
import type { Adopted } from '../adopt/index.ts';
import type { Imported } from '../imported.ts';
import type { FlagValues, Surroundings } from './command.ts';

/** What an import did. */
export interface ImportOutcome {
  adopted: Adopted;
  imported: Imported[];
  /** All that was written, relative to the root. */
  paths: string[];
  root: string;
}

/** Says what was imported, what stays HTML, and what was left out. */
export function tellImport(
  { adopted, imported, paths, root }: ImportOutcome,
  values: FlagValues,
  world: Surroundings,
): void {
  const { tally } = adopted;
  const folder = relative(world.folder, root) || '.';
  if (values.json === true) {
    const kinds = imported.map(({ name, kind }) => ({ name, kind }));
    const facts = { ok: true, root: folder, imported: kinds, ...tally, files: paths };
    world.stdout(`${JSON.stringify(facts, null, 2)}\n`);
    return;
  }
  if (values.quiet === true) return;
  const lines = [
    ...imported.map(({ name, kind }) => `${kind}: ${name}`),
    `${count(tally.notes, 'note')} in ${count(tally.decks, 'deck')}, ${count(tally.notetypes.length, 'note type')}, ${count(tally.media, 'media file')}`,
    ...tally.notetypes.map(({ name, key }) => `  ${name}: templates/${key}`),
    htmlLine(tally),
    ...(tally.trusted.length > 0
      ? [
          `${count(tally.trusted.length, 'deck file')} with styles, scripts or pictures from other machines: html: trusted stands at the top.`,
        ]
      : []),
    ...tally.said,
    ...(tally.leftOut.length > 0 ? ['', 'Not taken over:'] : []),
    ...tally.leftOut.map((sentence) => `- ${sentence}`),
    '',
    `Next: ${folder === '.' ? '' : `cd ${folder}, `}commit all, then deckwright build. The first build changes nothing for learners.`,
  ];
  world.stdout(`${lines.join('\n')}\n`);
}

function htmlLine({ fields, html }: Adopted['tally']): string {
  if (html === 0) return `All ${count(fields, 'field')} became Markdown that gives the same field.`;
  return `${fields - html} of ${count(fields, 'field')} became Markdown that gives the same field; ${html} stay HTML, as no Markdown gives them back to the byte.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
