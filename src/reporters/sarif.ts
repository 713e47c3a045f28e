import type { VFile } from 'vfile';
import { evenBlanks } from '../characters.ts';
import { messages as catalogue } from '../messages/index.ts';
import { type MessageData, messagesOf } from './messages.ts';
import type { ReportContext } from './report.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Messages as SARIF 2.1.0 (OASIS), which code scanning of GitHub and many editors read. */
export function reportToSarif(files: VFile[], context: ReportContext): string {
  const messages = messagesOf(files);
  const ids = [...new Set(messages.map(({ id }) => id))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Deckwright',
            version: context.version,
            rules: ids.map((id) => ruleOf(id, context)),
          },
        },
        // Columns count as JavaScript counts, and places are relative to the repository.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        results: messages.map((message) => resultOf(message, ids, context)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, { page }: ReportContext) {
  const severity = Object.values(catalogue).find((message) => message.id === id)?.severity;
  const markdown = page(id);
  const meaning = markdown && meaningOf(markdown);
  return {
    id,
    ...(severity && { defaultConfiguration: { level: levels[severity] } }),
    ...(meaning && { shortDescription: { text: meaning } }),
    ...(markdown && { help: { text: markdown, markdown } }),
  };
}

/** The first sentence of a page, behind its severity. */
export function meaningOf(markdown: string): string | undefined {
  const [, sentence] = /^\*\*\w+\.\*\* ([\s\S]*?\.)(?=\s|$)/mu.exec(markdown) ?? [];
  return sentence && evenBlanks(sentence);
}

function resultOf(message: MessageData, ids: string[], { prefix }: ReportContext) {
  const { id, severity, reason, note, fix } = message;
  const artifactLocation = {
    uri: (prefix + message.file).split('/').map(encodeURIComponent).join('/'),
    uriBaseId: 'SRCROOT',
  };
  const region = regionOf(message);
  const replacement = { deletedRegion: region, insertedContent: { text: fix } };
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: levels[severity],
    message: { text: plain(note === undefined ? reason : `${reason}. ${note}`) },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    ...(fix !== undefined && {
      fixes: [{ artifactChanges: [{ artifactLocation, replacements: [replacement] }] }],
    }),
  };
}

/** What looks like a link in brackets would be one in SARIF (section 3.11.6). */
function plain(text: string): string {
  return text.replace(/[[\]\\]/gu, '\\$&');
}

/** GitHub wants a line, so what is said of a whole file stands at its first. */
function regionOf({ line, column, endLine, endColumn }: MessageData) {
  return {
    startLine: line ?? 1,
    ...(column !== undefined && { startColumn: column }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
}
