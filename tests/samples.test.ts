import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messages } from '../src/messages/index.ts';
import { expectations, runSample, samplesIn } from './sample.ts';

const folder = fileURLToPath(new URL('samples', import.meta.url));
const update = process.env.UPDATE === '1';

/** A folder is a test: `UPDATE=1 npx vitest run tests/samples.test.ts` rewrites, and a person reads the diff. */
describe('samples', () => {
  it.each(samplesIn(folder))('%s', async (name) => {
    const result = await runSample(join(folder, name));
    for (const file of expectations) {
      const path = join(folder, name, file);
      if (update) writeFileSync(path, result[file]);
      expect(result[file], file).toBe(
        existsSync(path) ? readFileSync(path, 'utf8') : 'no such file',
      );
    }
  });

  it('show every message of the catalogue', () => {
    const said = samplesIn(folder)
      .map((name) => readFileSync(join(folder, name, 'messages.txt'), 'utf8'))
      .join('');
    const ids = Object.values(messages).map(({ id }) => id);
    expect(ids.filter((id) => !new RegExp(` ${id}$`, 'mu').test(said))).toEqual([]);
  });
});
