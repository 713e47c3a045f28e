import { parse as parseCsv } from 'csv-parse/sync';
import type { Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import { mathSyntax } from '../../src/parse/math-syntax.ts';
import type { Settings } from '../../src/settings.ts';

/** What a file says about its notes, and what is inherited. */
export type CountSettings = Pick<Settings, 'form' | 'note-level'>;

/**
 * How many notes a text has, counted without the compiler: headings and tables of the whole file as one
 * Markdown text, marks at the beginning of lines, rows by csv-parse. Nothing where notes may be skipped.
 */
export function countNotes(path: string, text: string, above: CountSettings): number | undefined {
  if (/\bskip\b/u.test(text)) return undefined;
  if (/\.[ct]sv$/iu.test(path)) return countRows(text, /\.csv$/iu.test(path) ? ',' : '\t');
  const { own, body } = apart(text);
  const { form = 'heading', 'note-level': level = 2 } = { ...above, ...own };
  if (form === 'qa') return countMarks(body);
  const { children } = markdown.parse(body) as Root;
  if (form === 'heading')
    return children.filter((node) => node.type === 'heading' && node.depth === level).length;
  return children.reduce((sum, node) => sum + rowsOf(node, body), 0);
}

const markdown = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkMath)
  .use(mathSyntax)
  .freeze();

function apart(text: string): { own: CountSettings; body: string } {
  const lines = text.split('\n');
  if (!/^---[ \t]*$/u.test(lines[0] ?? '')) return { own: {}, body: text };
  const end = lines.findIndex((line, index) => index > 0 && /^---[ \t]*$/u.test(line));
  if (end === -1) return { own: {}, body: text };
  const own: unknown = yamlOf(lines.slice(1, end).join('\n'));
  return { own: (own ?? {}) as CountSettings, body: lines.slice(end + 1).join('\n') };
}

function yamlOf(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return undefined;
  }
}

function rowsOf(node: RootContent, body: string): number {
  if (node.type !== 'table') return 0;
  return node.children.slice(1).filter(({ position }) => {
    const row = body.slice(position?.start.offset, position?.end.offset);
    return /[^\s|>]/u.test(row);
  }).length;
}

function countRows(text: string, delimiter: string): number {
  const rows: string[][] = parseCsv(text, {
    delimiter,
    ...{ relax_column_count: true, skip_empty_lines: true, trim: true, relax_quotes: true },
  });
  return rows.slice(1).filter((cells) => cells.some((cell) => cell !== '')).length;
}

/** Lines that begin with `Q:` or `C:`, but for those in a fence or a comment. */
function countMarks(body: string): number {
  const begin = '^(?:[QACE]:[ \\t]*| {0,3})';
  const end = (mark: string) => `\\n(?:.*\\n)*? {0,3}${mark}[ \\t]*$`;
  const blocks = new RegExp(
    [
      `${begin}(?<ticks>\`{3,})[^\`\\n]*${end('\\k<ticks>`*')}`,
      `${begin}(?<tildes>~{3,}).*${end('\\k<tildes>~*')}`,
      `${begin}<!--[\\s\\S]*?-->`,
    ].join('|'),
    'gmu',
  );
  const bare = body.replace(blocks, (block) => block.replace(/\n[QC]:/gu, '\n'));
  return bare.match(/^[QC]:/gmu)?.length ?? 0;
}
