import type { Diff } from './diff.ts';
import { escapeMarkdown as esc, escapeHtml } from './escape-markdown.ts';
import { type Finding, findings, headline, tally } from './findings.ts';
import type { FieldChange, NoteChange, NoteName } from './note-changes.ts';
import type { NotetypeChange } from './notetype-changes.ts';
import { notetypeWords, otherChanges } from './other-changes.ts';
import { nearChanges, shortenedWords, type WordPart } from './words.ts';

/**
 * A diff as a comment on a pull request, in GitHub's Markdown: the verdict, then what differs, folded. At most
 * so many characters (default 60,000, as GitHub takes 65,536): long lists are cut and say so.
 */
export function diffToMarkdown(
  diff: Diff,
  { maxLength = 60_000 }: { maxLength?: number } = {},
): string {
  for (const rows of [500, 200, 100, 50, 20, 10, 5, 2]) {
    const text = page(diff, rows);
    if (text.length <= maxLength) return text;
  }
  return page(diff, 0);
}

const MARKS = { bad: '❌', warning: '⚠️', note: 'ℹ️' } as const;

function page(diff: Diff, rows: number): string {
  const { added, changed, moved, retired } = diff.notes;
  const blocks = [
    `### ${diff.verdict.losesProgress ? '❌' : '✅'} ${headline(diff)}`,
    countTable(diff),
    ...findings(diff).map((finding) => findingBlock(finding, Math.min(rows, 20))),
    details('Changed', changed.length, table(['Note', 'What'], changed.map(changeRow), rows)),
    details('Added', added.length, table(['Deck', 'Note', 'Cards'], added.map(nameRow), rows)),
    details(
      'Retired',
      retired.length,
      table(['Deck', 'Note', 'Cards'], retired.map(nameRow), rows),
    ),
    details(
      'Moved',
      moved.length,
      table(
        ['Note', 'From', 'To'],
        moved.map(({ title, deckBefore, deck }) => [title, deckBefore, deck].map(esc)),
        rows,
      ),
    ),
    details(
      'Note types',
      diff.notetypes.changed.length,
      table(['Note type', 'What'], diff.notetypes.changed.map(notetypeRow), rows),
    ),
    otherChanges(diff)
      .map((line) => `- ${esc(line)}`)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function countTable(diff: Diff): string {
  const { verdict, notes } = diff;
  if (verdict.updated + verdict.added + notes.retired.length === 0) return `${tally(diff)}.`;
  return table(
    ['Updated', 'Added', 'Untouched', 'Retired', 'Will not arrive', 'Full sync'],
    [
      [
        verdict.updated,
        verdict.added,
        verdict.untouched,
        notes.retired.length,
        verdict.undelivered.length + verdict.conflicting.length,
        verdict.fullSync ? 'yes' : 'no',
      ].map(String),
    ],
    1,
  );
}

function findingBlock({ weight, sentence, examples }: Finding, rows: number): string {
  const shown = examples.slice(0, rows).map((example) => `- ${esc(example)}`);
  if (examples.length > shown.length) shown.push(`- … and ${examples.length - shown.length} more`);
  return `<details${weight === 'bad' ? ' open' : ''}><summary>${MARKS[weight]} ${escapeHtml(sentence)}</summary>\n\n${shown.join('\n')}\n\n</details>`;
}

function details(title: string, count: number, content: string): string {
  if (count === 0) return '';
  return `<details><summary>${title} (${count})</summary>\n\n${content}\n\n</details>`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  limit: number,
): string {
  const shown = rows.slice(0, limit);
  const rest = rows.length - shown.length;
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => ' --- |').join('')}`,
    ...shown.map((cells) => `| ${cells.join(' | ')} |`),
    ...(rest > 0 ? ['', `… and ${rest} more`] : []),
  ].join('\n');
}

function nameRow({ deck, title, cards }: NoteName): string[] {
  return [esc(deck), esc(title), String(cards)];
}

function changeRow(change: NoteChange): string[] {
  const { deck, title, tagsAdded, tagsRemoved, notetypeBefore, notetype, media } = change;
  const what = [
    ...change.fields.map(fieldWords),
    ...tagsAdded.map((tag) => `tag <ins>${esc(tag)}</ins>`),
    ...tagsRemoved.map((tag) => `tag <del>${esc(tag)}</del>`),
    ...(notetypeBefore === undefined
      ? []
      : [`note type <del>${esc(notetypeBefore)}</del> <ins>${esc(notetype)}</ins>`]),
    ...media.map((name) => `file ${esc(name)} has other content`),
  ];
  return [`${esc(title)}<br><sub>${esc(deck)}</sub>`, what.join('<br>')];
}

function fieldWords({ name, words, onlyMarkup }: FieldChange): string {
  return `<b>${esc(name)}:</b> ${onlyMarkup ? 'only markup or files' : marked(words)}`;
}

function marked(words: readonly WordPart[]): string {
  return shortenedWords(nearChanges(words), 600)
    .map(({ kind, text }) => {
      if (kind === 'same') return spaced(text, esc(text));
      const tag = kind === 'added' ? 'ins' : 'del';
      return spaced(text, `<${tag}>${esc(text)}</${tag}>`);
    })
    .join('');
}

/** Escaping trims, as no mark may stand against a space; the spaces come back outside of it. */
function spaced(text: string, escaped: string): string {
  return `${/^\s/.test(text) ? ' ' : ''}${escaped}${/\s$/.test(text) ? ' ' : ''}`;
}

function notetypeRow(change: NotetypeChange): string[] {
  const sides = change.sides.flatMap(({ template, front, back }) =>
    [
      { side: 'front', words: front },
      { side: 'back', words: back },
    ]
      .filter(({ words }) => words.some(({ kind }) => kind !== 'same'))
      .map(({ side, words }) => `${esc(template)}, ${side}: ${marked(words)}`),
  );
  return [esc(change.name), [...notetypeWords(change).map(esc), ...sides].join('<br>')];
}
