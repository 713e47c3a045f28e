import { reportToGithub } from './github.ts';
import { reportToJson } from './json.ts';
import type { Reporter } from './report.ts';
import { reportToSarif } from './sarif.ts';
import { reportToTerminal } from './terminal.ts';

export { type CodeFrame, frameOf } from './frame.ts';
export { hasErrors, type MessageData, messagesOf } from './messages.ts';
export type { ReportContext, Reporter } from './report.ts';
export { meaningOf } from './sarif.ts';
export { reportToTerminal } from './terminal.ts';

/** Every form of report by its name. */
export const reporters = {
  terminal: reportToTerminal,
  json: reportToJson,
  sarif: reportToSarif,
  github: reportToGithub,
} satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;
