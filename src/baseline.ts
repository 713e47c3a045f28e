import type { VFile } from 'vfile';
import * as z from 'zod';
import { evenBlanks } from './characters.ts';
import { digestOf } from './ids.ts';
import { messages, report } from './messages/index.ts';

const row = z.strictObject({
  rule: z.string().min(1).describe('Id of the rule.'),
  note: z.string().describe("The note's id, else its front; of a media file its path."),
  text: z.string().describe('Hash of what was written when the finding was accepted.'),
});

/** `deckwright-baseline.json`: findings of old decks that are accepted as long as the note stays as it is. */
export const baselineSchema = z.strictObject({
  deckwright: z.literal(1).describe('Version of this format.'),
  findings: z.array(row).describe('What is not said again.'),
});

export type Baseline = z.infer<typeof baselineSchema>;
export type BaselineRow = Baseline['findings'][number];

/** Longest text of a front that a baseline keeps. */
const shortText = 160;

/** The baseline's row about something; `text` is the hash of what is written there. */
export function baselineRow(rule: string, note: string, text: string): BaselineRow {
  return { rule, note: note.slice(0, shortText), text };
}

/** Hash of a text for a baseline, 16 characters; how its lines are broken does not matter. */
export function baselineHash(text: string): string {
  return digestOf('baseline', evenBlanks(text).trim()).slice(0, 16);
}

/** Reads a baseline; what is wrong with it becomes a message on the file. */
export function parseBaseline(file: VFile): Baseline | undefined {
  const result = baselineSchema.safeParse(asJson(String(file.value)));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  report(file, undefined, messages.baselineInvalid(`${place}${issue?.message ?? 'no JSON'}`));
  return undefined;
}

/** A baseline as text: sorted, one finding a line, so that git merges it. */
export function printBaseline(findings: BaselineRow[]): string {
  const lines = [
    ...new Set(findings.map(({ rule, note, text }) => JSON.stringify({ rule, note, text }))),
  ];
  const list = lines.length === 0 ? '[]' : `[\n${lines.sort().join(',\n')}\n]`;
  return `{\n"deckwright": 1,\n"findings": ${list}\n}\n`;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
