import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const path = 'decks/a.md';

/** Fronts of the notes that learners get anew when the deck goes from one text to the other. */
async function changed(before: string, after: string) {
  const project = makeProject({ [path]: before });
  state.project = project;
  expect((await project.build()).errors).toEqual([]);
  project.change({ [path]: after });
  const { changes, errors, messages } = await project.build();
  expect(errors).toEqual([]);
  return {
    fronts: changes.changed.map(({ front }) => front),
    otherwise: changes.otherwise.length,
    said: messages.map(({ id }) => id),
  };
}

const nothing = { fronts: [], otherwise: 0, said: [] };
const long = `It was the best of times, it was the worst of times, it was the age of wisdom, it was
the age of foolishness.`;

describe('what a learner would not see updates no note', () => {
  it('lines that are wrapped anew', async () => {
    const deck = `# D\n\n## Book?\n\n${long}\n`;
    expect(await changed(deck, deck.replace('\n', '\n').replace('was\nthe', 'was the'))).toEqual(
      nothing,
    );
  });

  it('other marks for the same: emphasis, lists, rules, code fences', async () => {
    expect(
      await changed(
        '# D\n\n## Marks?\n\n*a* and __b__\n\n- one\n- two\n\n```js\nx\n```\n',
        '# D\n\n## Marks? ##\n\n_a_ and **b**\n\n* one\n* two\n\n~~~js\nx\n~~~\n',
      ),
    ).toEqual(nothing);
  });

  it('letters in another normal form', async () => {
    const deck = '# D\n\n## Café?\n\nDéjà vu.\n';
    expect(await changed(deck.normalize('NFC'), deck.normalize('NFD'))).toEqual(nothing);
  });

  it('another place, another file order, a note before it, and the line it stands on', async () => {
    expect(
      await changed(
        '# D\n\n## One?\n\nFirst.\n\n## Two?\n\nSecond.\n',
        '# D\n\n## Zero?\n\nNought.\n\n## Two?\n\nSecond.\n\n## One?\n\nFirst.\n',
      ),
    ).toEqual(nothing);
  });
});

describe('a change updates the notes that show it, and no other', () => {
  it('a line break in code', async () => {
    const deck = '# D\n\n## Code?\n\n```\na b\n```\n\n## Other?\n\nText.\n';
    expect((await changed(deck, deck.replace('a b', 'a\nb'))).fronts).toEqual(['Code?']);
  });

  it('a footnote, though another note has one of the same name', async () => {
    const deck =
      '# D\n\n## One?\n\nFirst.[^n]\n\n[^n]: Of one.\n\n## Two?\n\nSecond.[^n]\n\n[^n]: Of two.\n';
    expect((await changed(deck, deck.replace('Of two.', 'Of two, mended.'))).fronts).toEqual([
      'Two?',
    ]);
  });

  it('a link that several notes refer to', async () => {
    const deck =
      '# D\n\n## One?\n\nSee [this].\n\n## Two?\n\nNot that.\n\n## Three?\n\nAlso [this].\n\n[this]: https://a.example\n';
    expect((await changed(deck, deck.replace('a.example', 'b.example'))).fronts).toEqual([
      'One?',
      'Three?',
    ]);
  });

  it('trusting HTML, where there is some', async () => {
    const deck = '# D\n\n## One?\n\nA <kbd>key</kbd>.\n\n## Two?\n\nNo marks.\n';
    expect((await changed(deck, `---\nhtml: trusted\n---\n${deck}`)).fronts).toEqual(['One?']);
  });

  it('a heading above, as it stands on the card', async () => {
    const deck = '# D\n\n## Old\n\n### One?\n\nFirst.\n\n## Same\n\n### Two?\n\nSecond.\n';
    const settings = '---\nnote-level: 3\n---\n';
    expect(
      (await changed(`${settings}${deck}`, `${settings}${deck.replace('Old', 'New')}`)).fronts,
    ).toEqual(['One?']);
  });
});
