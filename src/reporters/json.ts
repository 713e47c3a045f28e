import type { VFile } from 'vfile';
import { messagesOf } from './messages.ts';
import type { ReportContext } from './report.ts';

/** Messages for a program, behind what the command has to say besides. */
export function reportToJson(files: VFile[], { facts }: ReportContext): string {
  return `${JSON.stringify({ ...facts, messages: messagesOf(files) }, null, 2)}\n`;
}
