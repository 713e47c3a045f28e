import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';

/** A message as data: what `--json` prints. Lines and columns count from 1. */
export interface MessageData {
  file: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  severity: 'error' | 'warning' | 'info';
  id: string;
  reason: string;
  note?: string;
  /** What certainly should stand between place and end instead. */
  fix?: string;
}

/** All messages of all files, sorted by place. */
export function messagesOf(files: VFile[]): MessageData[] {
  const seen = new Set<string>();
  return files
    .flatMap((file) => file.messages.map((message) => dataOf(file, message)))
    .sort(
      (a, b) =>
        byText(a.file, b.file) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0),
    )
    .filter((data) => {
      const key = JSON.stringify(data);
      return !seen.has(key) && seen.add(key);
    });
}

/** Whether any message is an error. */
export function hasErrors(files: VFile[]): boolean {
  return files.some(({ messages }) => messages.some(({ fatal }) => fatal === true));
}

function dataOf(file: VFile, message: VFileMessage): MessageData {
  const { place, ruleId, reason, note, fatal, expected } = message;
  const start = place && ('start' in place ? place.start : place);
  const end = place && 'end' in place ? place.end : undefined;
  return {
    file: file.path,
    ...(start && { line: start.line, column: start.column }),
    ...(end && { endLine: end.line, endColumn: end.column }),
    severity: fatal === true ? 'error' : fatal === false ? 'warning' : 'info',
    id: ruleId ?? '',
    reason,
    ...(note !== undefined && { note }),
    ...(end && expected?.[0] !== undefined && { fix: expected[0] }),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
