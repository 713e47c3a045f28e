/** What should stand in a text instead: lines and columns count from 1, the end is behind the last character. */
export interface Edit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}

/**
 * A file's text with the edits made; every other byte stays, line endings and a byte order mark among them.
 * Of two edits that overlap the first is made.
 */
export function applyEdits(text: string, edits: Edit[]): { text: string; made: number } {
  const lines = text.split(/(?<=\n|\r(?!\n))/u);
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length;
  }
  // Places do not count the mark, which reading takes off.
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const offsetOf = (line: number, column: number) =>
    (starts[line - 1] ?? length) + column - 1 + (line === 1 ? mark : 0);
  const ordered = edits
    .map((edit) => ({
      start: offsetOf(edit.line, edit.column),
      end: offsetOf(edit.endLine, edit.endColumn),
      text: edit.text.replaceAll('\n', endingOf(lines[edit.line - 1] ?? '')),
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let done = 0;
  let made = 0;
  let result = '';
  for (const { start, end, text: instead } of ordered) {
    if (start < done || end < start || end > text.length) continue;
    result += text.slice(done, start) + instead;
    done = end;
    made += 1;
  }
  return { text: result + text.slice(done), made };
}

function endingOf(line: string): string {
  return /\r\n|\r|\n/u.exec(line)?.[0] ?? '\n';
}
