import type { VFile } from 'vfile';
import { type MessageData, messagesOf } from './messages.ts';
import type { ReportContext } from './report.ts';

const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Messages as workflow commands, which GitHub shows as annotations at their lines. It shows only ten of a
 * kind for each step, so errors come first.
 */
export function reportToGithub(files: VFile[], { prefix }: ReportContext): string {
  const messages = messagesOf(files);
  const severities = ['error', 'warning', 'info'] as const;
  const lines = severities.flatMap((severity) =>
    messages
      .filter((message) => message.severity === severity)
      .map((message) => command(message, prefix)),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function command(message: MessageData, prefix: string): string {
  const { severity, reason, note, id, file, line, column, endLine, endColumn } = message;
  // GitHub takes columns only when the place begins and ends on one line.
  const columns = endLine === undefined || endLine === line ? { col: column, endColumn } : {};
  const properties = Object.entries({ file: prefix + file, line, endLine, ...columns, title: id })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = note === undefined ? reason : `${reason}\n${note}`;
  return `::${kinds[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

/** As the runner reads it (actions/toolkit, `command.ts`). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
