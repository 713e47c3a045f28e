const named: Record<string, string> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  space: ' ',
  pipe: '|',
  colon: ':',
  newline: '\n',
};

/** What a separator is called: its name, or itself in quotes. */
export function separatorName(separator: string): string {
  const found = Object.entries(named).find(([, value]) => value === separator);
  return found?.[0] ?? JSON.stringify(separator);
}

/** The separator that a name means, with `\t` and `\n` as people write them; else the text itself. */
export function separatorOf(text: string): string {
  const key = text.trim().toLowerCase();
  if (Object.hasOwn(named, key)) return named[key] ?? text;
  return text.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
}

/** Of those that tables use, the one that cuts the first lines most evenly; a comma if none does. */
export function guessSeparator(text: string, candidates = ['\t', ';', ',', '|']): string {
  const lines = text
    .slice(0, 100_000)
    .split('\n', 50)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const scores = candidates.map((separator) => {
    const counts = lines.map((line) => withoutQuoted(line).split(separator).length - 1);
    const usual = mostFrequent(counts.filter((count) => count > 0));
    const even = counts.filter((count) => count === usual && count > 0).length;
    return { separator, even };
  });
  const best = scores.reduce((a, b) => (b.even > a.even ? b : a), { separator: ',', even: 0 });
  return best.separator;
}

function withoutQuoted(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/gu, '');
}

function mostFrequent(numbers: number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}
