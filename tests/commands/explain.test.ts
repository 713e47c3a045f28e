import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { messages } from '../../src/messages/index.ts';
import { testWorld } from './world.ts';

async function explain(operands: string[], values: Record<string, boolean> = {}): Promise<string> {
  const world = testWorld('.');
  expect(await commands.explain?.run(values, operands, world)).toBe(0);
  return world.out();
}

const ids = [...new Set(Object.values(messages).map(({ id }) => id))].sort();

describe('explain', () => {
  it('lists every message in a line, with its severity and what it means', async () => {
    const lines = (await explain([])).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ids);
    expect(lines.filter((line) => !/^\S+ +(?:error|warning|info) +\S.*\.$/u.test(line))).toEqual(
      [],
    );
  });

  it('prints the page of a message, without what is for the tests', async () => {
    const text = await explain(['unused-media']);
    expect(text).toMatch(/^# `unused-media`\n\n\*\*Warning\.\*\* /u);
    expect(text).toContain('```markdown\n## ');
    expect(text).not.toMatch(/<!-- example|\]\((?!http)/u);
    expect(await explain(['disable-invalid'])).toContain('<!-- deckwright-disable');
  });

  it('prints a page for each of all ids, and the page of the syntax', async () => {
    const all = await explain(ids);
    for (const id of ids) expect(all).toContain(`# \`${id}\`\n`);
    expect(await explain(['syntax'])).toMatch(/^# The syntax on one page\n/u);
    expect(await explain(['rules'])).toMatch(/^# Content rules\n/u);
  });

  it('lists the messages that begin as asked, and names the one that was meant', async () => {
    const listed = (await explain(['cloze-'])).trimEnd().split('\n');
    expect(listed.map((line) => line.split(' ')[0])).toEqual(
      ids.filter((id) => id.startsWith('cloze-')),
    );
    await expect(explain(['unused-mediaa'])).rejects.toThrow('did you mean "unused-media"?');
    await expect(explain(['../syntax'])).rejects.toThrow('There is no message "../syntax"');
  });

  it('gives a program the page as it is', async () => {
    const [row] = JSON.parse(await explain(['unused-media'], { json: true }));
    expect(row).toMatchObject({ id: 'unused-media', severity: 'warning', exact: true });
    expect(row.page).toContain('<!-- example: bad');
  });
});
