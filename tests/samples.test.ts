import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as cloze from '../src/messages/cloze.ts';
import * as content from '../src/messages/content.ts';
import * as files from '../src/messages/files.ts';
import * as forms from '../src/messages/forms.ts';
import * as math from '../src/messages/math.ts';
import * as notetype from '../src/messages/notetype.ts';
import * as writing from '../src/messages/writing.ts';
import * as yaml from '../src/messages/yaml.ts';
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

  // The other messages have tests of their own: of diagrams, content rules, the ledger and `stamp`.
  it('show every message about what is written', () => {
    const said = samplesIn(folder)
      .map((name) => readFileSync(join(folder, name, 'messages.txt'), 'utf8'))
      .join('');
    const all = {
      ...cloze,
      ...content,
      ...files,
      ...forms,
      ...math,
      ...notetype,
      ...writing,
      ...yaml,
    };
    const ids = Object.values(all).flatMap(({ id }) => (id === 'note-without-id' ? [] : id));
    expect(ids.filter((id) => !new RegExp(` ${id}$`, 'mu').test(said))).toEqual([]);
  });
});
