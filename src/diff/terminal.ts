import { styleText } from 'node:util';
import type { Diff } from './diff.ts';
import { type Finding, findings, headline, tally } from './findings.ts';
import type { NoteChange } from './note-changes.ts';
import type { NotetypeChange } from './notetype-changes.ts';
import { notetypeWords, otherChanges } from './other-changes.ts';
import { printable } from './wording.ts';
import { nearChanges, type WordPart } from './words.ts';

/** A diff for an author at a terminal: the verdict, then what differs. `limit`: notes per section, default 50. */
export function diffToTerminal(
  diff: Diff,
  { color, limit = 50 }: { color: boolean; limit?: number },
): string {
  const paint: Paint = (style, text) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const show = { paint, limit };
  const blocks = [
    [
      paint(['bold', diff.verdict.losesProgress ? 'red' : 'green'], headline(diff)),
      `${tally(diff)}.`,
    ],
    ...findings(diff).map((finding) => findingLines(finding, show)),
    section('Added', diff.notes.added.map(nameLine), show),
    section(
      'Changed',
      diff.notes.changed.map((change) => changeLines(change, paint)),
      show,
    ),
    section('Retired', diff.notes.retired.map(nameLine), show),
    section(
      'Note types',
      diff.notetypes.changed.map((change) => notetypeLines(change, paint)),
      show,
    ),
    section('Also', otherChanges(diff).map(printable), show),
  ];
  return `${blocks
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

interface Show {
  paint: Paint;
  limit: number;
}

const STYLES = { bad: 'red', warning: 'yellow', note: 'cyan' } as const;

function findingLines({ weight, sentence, examples }: Finding, { paint, limit }: Show): string[] {
  const shown = examples.slice(0, Math.min(limit, 10)).map((each) => `  ${printable(each)}`);
  const mark = weight === 'note' ? '·' : '!';
  return [
    paint(STYLES[weight], `${mark} ${printable(sentence)}`),
    ...shown,
    ...rest(examples, shown),
  ];
}

function section(title: string, rows: readonly string[], { paint, limit }: Show): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, limit);
  return [paint('bold', `${title} (${rows.length})`), ...shown.map(indent), ...rest(rows, shown)];
}

function rest(all: readonly string[], shown: readonly string[]): string[] {
  return all.length > shown.length ? [`  … and ${all.length - shown.length} more`] : [];
}

function indent(lines: string): string {
  return lines.replace(/^/gmu, '  ');
}

function nameLine({ deck, title }: { deck: string; title: string }): string {
  return printable(`${deck} › ${title}`);
}

function changeLines(change: NoteChange, paint: Paint): string {
  const { notetypeBefore, notetype, media } = change;
  return [
    nameLine(change),
    ...change.fields.map(({ name, words, onlyMarkup }) =>
      onlyMarkup
        ? `  ${printable(name)}: only markup or files`
        : `  ${printable(name)}: ${wordLine(words, paint)}`,
    ),
    ...change.tagsAdded.map((tag) => `  ${paint('green', `+ tag ${printable(tag)}`)}`),
    ...change.tagsRemoved.map((tag) => `  ${paint('red', `- tag ${printable(tag)}`)}`),
    ...(notetypeBefore === undefined
      ? []
      : [`  note type: ${printable(notetypeBefore)} → ${printable(notetype)}`]),
    ...media.map((name) => `  file with other content: ${printable(name)}`),
  ].join('\n');
}

/** As `wdiff` writes it, so that it can be read without colour too. */
function wordLine(words: readonly WordPart[], paint: Paint): string {
  return nearChanges(words)
    .map(({ kind, text }) => {
      const words = printable(text);
      if (kind === 'removed') return paint('red', `[-${words}-]`);
      return kind === 'added' ? paint('green', `{+${words}+}`) : words;
    })
    .join('');
}

function notetypeLines(change: NotetypeChange, paint: Paint): string {
  const sides = change.sides.flatMap(({ template, front, back }) =>
    [
      { side: 'front', words: front },
      { side: 'back', words: back },
    ]
      .filter(({ words }) => words.some(({ kind }) => kind !== 'same'))
      .map(({ side, words }) => `  ${printable(template)}, ${side}: ${wordLine(words, paint)}`),
  );
  return [
    printable(change.name),
    ...notetypeWords(change).map((line) => `  ${printable(line)}`),
    ...sides,
  ].join('\n');
}
