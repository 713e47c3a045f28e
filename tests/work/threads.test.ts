import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { printLedger } from '../../src/ledger.ts';
import { packagesOf, writeApkg } from '../../src/outputs/index.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { makeProject } from '../project.ts';

/** Enough for each thread to have some, and a mistake in some files. */
function largeProject() {
  const answer = 'The axon carries *signals* to $x_1$, **far** from the `cell`. '.repeat(6);
  const files = Array.from({ length: 24 }, (_, file) => {
    const notes = Array.from(
      { length: 12 },
      (_, note) =>
        `## What is ${file} of ${note}?\n\n${answer}{{deletion ${note}}} ${file % 9 === 4 && note === 3 ? '$\\frac{1}{2$' : ''}\n`,
    );
    return [`decks/part-${file}.md`, `# Part ${file}\n\n${notes.join('\n')}`] as const;
  });
  return makeProject({ 'deckwright.yaml': 'namespace: t\n', ...Object.fromEntries(files) });
}

describe('work that threads share', () => {
  it('comes out as that of one alone, to the last byte', async () => {
    const project = largeProject();
    const outcomes = [];
    for (const threads of [1, 2, 3]) {
      const { collection, ledger, files } = await compile({ root: project.root, now: 1, threads });
      const [pack] = packagesOf(collection, { package: 'single', name: 'all' });
      const bytes: Uint8Array[] = [];
      if (pack)
        for await (const chunk of await writeApkg(pack.collection, { format: 'legacy' }))
          bytes.push(chunk);
      outcomes.push({
        bytes: Buffer.concat(bytes).toString('base64'),
        ledger: printLedger(ledger),
        messages: messagesOf(files),
      });
    }
    const [alone, ...others] = outcomes;
    expect(alone?.messages.some(({ id }) => id === 'math-invalid')).toBe(true);
    for (const other of others) expect(other).toEqual(alone);
    project.remove();
  }, 300_000);
});
