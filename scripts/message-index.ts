import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { messages } from '../src/messages/index.ts';

const folder = new URL('../docs/messages/', import.meta.url);
const target = new URL('README.md', folder);

/** The index of all pages about messages, as `docs/messages/README.md` should say it. */
export function messageIndex(): string {
  const severities = new Map(Object.values(messages).map(({ id, severity }) => [id, severity]));
  const rows = [...severities]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, severity]) => `| [\`${id}\`](${id}.md) | ${severity} | ${firstSentence(id)} |`);
  return `# Messages

Every message of Deckwright has an id that never changes, and a page here. An error stops the build:
no package is written. A warning and an info do not.

| Message | Severity | What it means |
|---|---|---|
${rows.join('\n')}
`;
}

/** What a page says right behind its severity. */
function firstSentence(id: string): string {
  if (!readdirSync(folder).includes(`${id}.md`)) return 'There is no page yet.';
  const text = readFileSync(new URL(`${id}.md`, folder), 'utf8').replaceAll('\r\n', '\n');
  const [, sentence = ''] = /^\*\*\w+\.\*\* ([\s\S]*?\.)(?=\s|$)/mu.exec(text) ?? [];
  return sentence.replace(/\s+/gu, ' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, messageIndex());
