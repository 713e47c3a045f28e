import { styleText } from 'node:util';
import type { VFile } from 'vfile';
import { type MessageData, messagesOf } from './messages.ts';

type Style = Parameters<typeof styleText>[0];

const styles: Record<MessageData['severity'], Style> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/** Messages for a person at a terminal: place, words, code frame, what to do, and a count at the end. */
export function reportToTerminal(files: VFile[], { color }: { color: boolean }): string {
  const messages = messagesOf(files);
  if (messages.length === 0) return '';
  const paint = (style: Style, text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const sources = new Map(files.map((file) => [file.path, String(file.value ?? '').split('\n')]));
  const blocks = messages.map((message) => block(message, sources.get(message.file) ?? [], paint));
  return `${blocks.join('\n')}\n${summary(messages, paint)}\n`;
}

type Paint = (style: Style, text: string) => string;

function block(message: MessageData, lines: string[], paint: Paint): string {
  const { file, line, column, severity, id, reason, note } = message;
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return [
    `${paint('bold', place)} ${paint(styles[severity], severity)} ${reason} ${paint('dim', id)}`,
    ...frame(message, lines, paint),
    ...(note ? [`  ${paint('cyan', 'help')} ${note}`] : []),
    '',
  ].join('\n');
}

/** The line before, the line itself and a mark under the place. */
function frame(
  { line, column = 1, endLine, endColumn, severity }: MessageData,
  lines: string[],
  paint: Paint,
): string[] {
  const text = line === undefined ? undefined : lines[line - 1];
  if (line === undefined || text === undefined || text === '') return [];
  const width = String(line).length;
  const shown = window(text, column);
  const last =
    endLine === line && endColumn !== undefined
      ? endColumn
      : endLine === undefined
        ? column + 1
        : text.length + 1;
  const length = Math.max(
    1,
    Math.min(last, text.length + 1, shown.start + shown.text.length + 1) - column,
  );
  const gutter = (number: string) => paint('dim', `  ${number.padStart(width)} │`);
  const before = lines[line - 2];
  return [
    ...(before ? [`${gutter(String(line - 1))} ${paint('dim', window(before, 1).text)}`] : []),
    `${gutter(String(line))} ${shown.text}`,
    `${gutter('')} ${' '.repeat(Math.max(0, column - 1 - shown.start))}${paint(styles[severity], '^'.repeat(length))}`,
  ];
}

/** The part of a long line that holds the column; tabs count as one column, so they are shown as one. */
function window(text: string, column: number): { text: string; start: number } {
  const start = column > 80 ? column - 40 : 0;
  return { text: text.slice(start, start + 110).replaceAll('\t', ' '), start };
}

function summary(messages: MessageData[], paint: Paint): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = messages.filter((message) => message.severity === severity).length;
    return count > 0
      ? [
          paint(
            styles[severity],
            `${count} ${severity}${count > 1 && severity !== 'info' ? 's' : ''}`,
          ),
        ]
      : [];
  });
  const files = new Set(messages.map(({ file }) => file)).size;
  return `${counts.join(', ')} in ${files} file${files > 1 ? 's' : ''}`;
}
