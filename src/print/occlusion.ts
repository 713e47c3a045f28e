/**
 * The shapes of an image occlusion as a list of ours; nothing if there is something in it that a list does
 * not say. Whether it gives the same shapes back is for the caller to see.
 */
export function occlusionList(html: string): { text: string; attribute?: string } | undefined {
  const groups = new Map<string, number>();
  const rows: { number: string; words: string; alone: boolean }[] = [];
  for (const line of html.split('<br>').filter((one) => one.trim() !== '')) {
    const [, number = '', kind = '', rest = ''] =
      /^\s*\{\{c(\d+)::image-occlusion:(rect|ellipse|polygon):([^{}]*)\}\}\s*$/u.exec(line) ?? [];
    if (number === '') return undefined;
    const values = new Map(
      rest.split(':').map((part) => part.split(/=(.*)/u, 2) as [string, string]),
    );
    const words = wordsOf(kind, values);
    if (words === undefined) return undefined;
    groups.set(number, (groups.get(number) ?? 0) + 1);
    rows.push({ number, words, alone: !values.has('oi') });
  }
  const open = rows.filter(({ alone }) => alone).length;
  if (rows.length === 0 || (open > 0 && open < rows.length)) return undefined;
  const text = rows
    .map(({ number, words }) => {
      const group = (groups.get(number) ?? 0) > 1 ? ` {group=g${number}}` : '';
      return `- ${words}${group}`;
    })
    .join('\n');
  return { text, ...(open > 0 && { attribute: 'hide=one' }) };
}

const named: Record<string, string[]> = {
  rect: ['left', 'top', 'width', 'height'],
  ellipse: ['left', 'top', 'rx', 'ry'],
};

function wordsOf(kind: string, values: Map<string, string>): string | undefined {
  const names = named[kind];
  const numbers = names
    ? names.map((name) => values.get(name) ?? '')
    : (values.get('points') ?? '').split(' ');
  if (numbers.some((value) => !/^[\d.,-]+$/u.test(value))) return undefined;
  return [kind, ...numbers.map((value) => value.replace(/(?<!\d)\./gu, '0.'))].join(' ');
}
