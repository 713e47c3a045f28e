/** Characters of a line that is cut into several. */
const widest = 20_000;

/**
 * HTML as a fence that gives it back to the byte. Where a line is too long for a source, or begins as many
 * quotes or lists, it is cut, and the fence says so.
 */
export function printRaw(html: string): string {
  const lines = html.split('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(html) + 1));
  const isPlain = lines.every((line) => line.length <= widest && !opensMany(line));
  if (isPlain) return `${fence}{=html}\n${html}\n${fence}`;
  return `${fence}{=html} joined\n${lines.map(cut).join('\n\n')}\n${fence}`;
}

function longestRun(html: string): number {
  return Math.max(0, ...[...html.matchAll(/`{3,}/gu)].map(([run]) => run.length));
}

function opensMany(line: string): boolean {
  return (/^[ \t>*+\-\d.)]*/u.exec(line)?.[0].length ?? 0) > 16;
}

function cut(line: string): string {
  const width = opensMany(line) ? 8 : widest;
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    piece += character;
    if (piece.length < width) continue;
    pieces.push(piece);
    piece = '';
  }
  return [...pieces, piece].filter((one, index) => one !== '' || index === 0).join('\n');
}
