import { styleText } from 'node:util';
import type { VFile } from 'vfile';
import { frameOf } from './frame.ts';
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
function frame(message: MessageData, lines: string[], paint: Paint): string[] {
  const found = frameOf(message, lines);
  if (!found) return [];
  const { line, text, before, start, length } = found;
  const width = String(line).length;
  const gutter = (number: string) => paint('dim', `  ${number.padStart(width)} │`);
  return [
    ...(before ? [`${gutter(String(line - 1))} ${paint('dim', before)}`] : []),
    `${gutter(String(line))} ${text}`,
    `${gutter('')} ${' '.repeat(start)}${paint(styles[message.severity], '^'.repeat(length))}`,
  ];
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
