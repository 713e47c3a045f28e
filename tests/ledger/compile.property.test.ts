import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Files, makeProject } from '../project.ts';
import { type Draft, edited, firstWorld, notesOf, script, type World } from './author.ts';

const runs = Number(process.env.DECKWRIGHT_RUNS ?? 12);
const seed = Number(process.env.DECKWRIGHT_SEED ?? 1);

it('through the whole compiler too, a front that stays keeps its guid, and a rebuild changes nothing', async () => {
  const history = fc.record({ world: firstWorld, edits: script });
  await fc.assert(
    fc.asyncProperty(history, async ({ world, edits }) => {
      const project = makeProject({
        'decks/still.md': '# Still\n\n## What stays as it is?\n\nThis note.\n',
        ...filesOf(world),
      });
      try {
        const first = await project.build();
        project.change(removed(world));
        project.change(filesOf(edited(world, edits)));
        const second = await project.build();
        // The author is asked: nothing is written until it is answered.
        if (second.errors.some(({ id }) => id.startsWith('history-'))) return;
        expect([...first.errors, ...second.errors]).toEqual([]);
        const keys = Object.keys(second.guids).filter((front) => front in first.guids);
        const types = (built: typeof first) =>
          Object.fromEntries(built.ledger.notes.map(({ front, type }) => [front, type]));
        for (const front of keys) {
          if (types(first)[front] !== types(second)[front]) continue;
          expect([front, second.guids[front]]).toEqual([front, first.guids[front]]);
        }
        const third = await project.build();
        expect(third.ledger).toEqual(second.ledger);
        expect(third.collection).toEqual(second.collection);
      } finally {
        project.remove();
      }
    }),
    { numRuns: runs, seed },
  );
});

function removed(world: World): Files {
  return Object.fromEntries(Object.keys(world.files).map((path) => [path, undefined]));
}

/** The world as deck files. Ids are left out and fronts made to stand once, so that the front alone tells. */
function filesOf(world: World): Files {
  const seen = new Set<string>();
  const once = notesOf(world).filter(({ front }) => {
    const key = plain(front).toLowerCase();
    return key !== '' && !seen.has(key) && seen.add(key);
  });
  return Object.fromEntries(
    Object.keys(world.files).map((path) => [
      path,
      `# Deck\n\n${once
        .filter(({ file }) => file === path)
        .map(noteText)
        .join('\n')}`,
    ]),
  );
}

function noteText({ type, front, back }: Draft): string {
  const text = plain(back) || 'Nothing';
  const hidden = type === 'cloze' ? `{{${text}}}, which is said of {{${plain(front)}}}.` : text;
  return `## ${plain(front)}${type === 'reversed' ? ' {type=reversed}' : ''}\n\n${hidden}\n`;
}

/** Letters and digits alone, so that no Markdown is meant. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
