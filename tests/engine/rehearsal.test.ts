import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Built, makeProject, packageOf, type TestProject } from '../project.ts';
import { type Engine, engineAvailable, type Profile, startEngine } from './engine.ts';
import { ends, picture, rehearsal } from './rehearsal.ts';
import type { NoteState, ProfileState } from './types.ts';

/** Years ago, so that no `mod` is in the future. */
const published = 1_700_000_000;
const month = 30 * 86400;

describe.skipIf(!engineAvailable)('a learner studies, the author goes on', () => {
  const state: { engine?: Engine; project?: TestProject; profile?: Profile } = {};

  beforeAll(async () => {
    state.engine = await startEngine();
  });
  afterAll(() => state.engine?.stop());
  afterEach(async () => {
    await state.profile?.close();
    state.project?.remove();
    delete state.profile;
  });

  /** The first release of these files, in a new profile. */
  async function begin(files: Parameters<typeof makeProject>[0]) {
    const project = makeProject({ 'deckwright.yaml': 'namespace: rehearsal\n', ...files });
    const profile = await state.engine?.open();
    if (!profile) throw new Error('The engine did not start.');
    state.project = project;
    state.profile = profile;
    const releases = { number: 0 };
    /** Builds, a month later, and imports as a learner would. `own`: guids of notes that keep the learner's text. */
    const release = async (changes: Parameters<typeof makeProject>[0] = {}, own: string[] = []) => {
      project.change(changes);
      const built = await project.build({ now: published + releases.number * month });
      releases.number += 1;
      expect(built.errors).toEqual([]);
      const path = await packageOf(project, built, `release-${releases.number}`);
      const outcome = await profile.import(path);
      expect([outcome.error, outcome.conflicting]).toEqual([null, []]);
      expect(outcome.problems.map(({ kind, details }) => [kind, details.which])).toEqual(
        own.length > 0 ? [['undelivered-notes', own]] : [],
      );
      return { built, outcome, after: await profile.dump() };
    };
    return { project, profile, release, first: await release() };
  }

  it('and all history stays, what changed arrives, and nothing else is touched', async () => {
    const { profile, release, first } = await begin(rehearsal.first);
    const { guids } = first.built;
    const guid = (front: string) => guids[front] ?? `no note ${front}`;
    expect(await profile.answer(50, [3, 1, 4, 2, 3])).toHaveLength(50);
    const { learner } = rehearsal;
    const at = published + 5 * 86400;
    await profile.edit(guid(learner.edits), { Extra: 'My own mnemonic' }, at);
    await profile.edit(guid(learner.editsToo), { Back: 'Lost, as the author mended it' }, at);
    await profile.tag(guid(learner.tags), { add: ['mine'], at });
    await profile.tag(guid(learner.editsToo), { add: ['mine'], at });
    await profile.move({ guid: guid(learner.moves), ord: 0 }, 'My own deck');
    await profile.suspend({ guid: guid(learner.suspends), ord: 0 });
    await profile.flag({ guid: guid(learner.flags), ord: 0 }, 3);
    const before = await profile.dump();

    const { built, outcome, after } = await release(rehearsal.second, [guid(learner.edits)]);
    const { changed, added, removed } = rehearsal.author;
    const now = (front: string) => built.guids[front] ?? `no note ${front}`;
    expect(outcome.updated.sort()).toEqual(changed.map(now).sort());
    expect(outcome.new).toEqual(added.map(now));
    expect(after.notes).toHaveLength(before.notes.length + added.length);
    expect(new Set(after.notes.map((note) => note.guid)).size).toBe(after.notes.length);

    const notes = byGuid(after);
    const touched = new Set(changed.map(now));
    for (const old of before.notes) {
      const note = notes.get(old.guid);
      expect([old.guid, note && historyOf(note)]).toEqual([old.guid, historyOf(old)]);
      if (!touched.has(old.guid)) expect(note).toEqual({ ...old, notetype: note?.notetype });
    }
    expect(notes.get(guid(learner.edits))?.fields.Extra).toBe('My own mnemonic');
    expect(notes.get(guid(learner.tags))?.tags).toContain('mine');
    // Anki replaces all of a note that it updates.
    expect(notes.get(guid(learner.editsToo))?.tags).toEqual([]);
    expect(notes.get(guid(learner.moves))?.cards[0]?.deck).toBe('My own deck');
    expect(notes.get(guid(learner.suspends))?.cards[0]?.queue).toBe(-1);
    expect(notes.get(guid(learner.editsToo))?.fields.Back).toContain('mended');
    expect(notes.get(guid(removed))?.fields.Front).toBe(removed);
    for (const front of changed) expect([front, textOf(notes.get(now(front)))]).toContain(front);

    const pictures = built.collection.media.map(({ name, sha1 }) => ({ name, sha1 }));
    const held = after.media.map(({ name, sha1 }) => ({ name, sha1 }));
    for (const file of pictures) expect(held).toContainEqual(file);
    const star = (name: string) => name.startsWith('star');
    expect(held.filter(({ name }) => star(name))).toHaveLength(2);
    const restyled = after.notetypes.find(({ name }) => name === 'Basic in brown');
    expect(restyled?.css).toContain('#7a3e00');
    expect(restyled?.id).toBe(
      first.built.collection.notetypes.find(({ name }) => name.endsWith('Basic'))?.id,
    );
    // The picture that was: Anki's media check offers to remove it.
    const checked = await profile.check();
    expect(
      checked.map(({ kind }) => kind),
      JSON.stringify(checked),
    ).toEqual(['unused-media']);
  });

  it('and a rebuild of unchanged sources updates nothing, however much later', async () => {
    const { profile, release, first } = await begin(rehearsal.first);
    await profile.answer(20);
    const before = await profile.dump();
    for (const _ of ['a month later', 'another month later']) {
      const { outcome, after } = await release();
      expect([outcome.updated, outcome.new]).toEqual([[], []]);
      expect(outcome.duplicate).toHaveLength(first.built.ledger.notes.length);
      expect(after).toEqual(before);
    }
  });

  it('and so through five releases, each of them edited and studied', async () => {
    const { profile, release, first } = await begin(rehearsal.first);
    let files = rehearsal.first;
    let last: Built = first.built;
    for (const number of [1, 2, 3, 4]) {
      await profile.answer(15, [3, 4, 1]);
      const before = await profile.dump();
      const { changes, changed } = rehearsal.later(files, number);
      files = { ...files, ...changes };
      const { built, outcome, after } = await release(changes);
      expect(outcome.updated.sort()).toEqual(changed.map((front) => built.guids[front]).sort());
      expect(outcome.new).toHaveLength(1);
      const notes = byGuid(after);
      for (const old of before.notes) {
        const note = notes.get(old.guid);
        expect([old.guid, note && historyOf(note)]).toEqual([old.guid, historyOf(old)]);
      }
      last = built;
    }
    expect(last.ledger.notes).toHaveLength(first.built.ledger.notes.length + 4);
    expect(await profile.check()).toEqual([]);
  });

  it('and the history of a deletion stays with its text', async () => {
    const text = (sentence: string) => ({
      'decks/a.md': `# Deck\n\n## The order\n\n${sentence}\n`,
    });
    const { profile, release } = await begin(text('{{alpha}}, {{beta}}, {{gamma}}.'));
    await profile.answer(3, [1, 3, 4]);
    const before = await hiddenBy(profile);
    expect(Object.keys(before).sort()).toEqual(['alpha', 'beta', 'gamma']);
    expect(new Set(Object.values(before)).size).toBe(3);

    const { after } = await release(text('{{omega}} and {{gamma}}, then {{alpha}}, not beta.'));
    const { omega, ...kept } = await hiddenBy(profile);
    expect(kept).toEqual({ alpha: before.alpha, gamma: before.gamma });
    expect(omega).toBe('');
    const [note] = after.notes;
    expect(note?.cards.map(({ ord }) => ord)).toEqual([0, 1, 2, 3]);
    expect(await profile.removeEmptyCards()).toBe(1);
    expect((await profile.dump()).notes[0]?.cards.map(({ ord }) => ord)).toEqual([0, 2, 3]);

    await release(text('{{gamma}}, {{alpha}}, {{beta}}, {{omega}}.'));
    const { beta: _, ...again } = await hiddenBy(profile);
    expect(again).toEqual({ ...kept, omega: '' });
  });

  it('and a removed note arrives once more, with a tag and a banner, when that is asked for', async () => {
    const { stays, ...leaving } = ends;
    const { profile, release, first } = await begin({
      'deckwright.yaml': 'namespace: rehearsal\nretire: ship\n',
      'decks/a.md': `# Deck\n\n${Object.values(ends).join('\n\n')}\n`,
      'decks/shape.svg': picture(4),
    });
    await profile.answer(12, [3, 1, 4]);
    const before = await profile.dump();
    const { after, outcome } = await release({
      'decks/a.md': `# Deck\n\n${stays}\n`,
      'decks/shape.svg': undefined,
    });
    const gone = first.built.ledger.notes.map(({ guid }) => guid).slice(0, -1);
    expect(gone).toHaveLength(Object.keys(leaving).length);
    expect(outcome.updated.sort()).toEqual(gone.sort());
    const old = byGuid(before);
    for (const guid of gone) {
      const note = byGuid(after).get(guid);
      expect(note?.tags).toEqual(['deckwright-retired']);
      expect(textOf(note)).toContain('<strong>Retired.</strong>');
      expect(note && historyOf(note)).toEqual(historyOf(old.get(guid) as NoteState));
    }
    expect((await profile.render()).filter(({ empty }) => empty)).toEqual([]);
    const checked = await profile.check();
    expect(
      checked.map(({ kind }) => kind),
      JSON.stringify(checked),
    ).toEqual(['unused-media']);
  });

  it('and a lost ledger costs nobody the history of a note whose front stayed', async () => {
    const { project, profile, release, first } = await begin(rehearsal.first);
    await profile.answer(40);
    const before = await profile.dump();
    project.change({ 'deckwright.lock': undefined });
    const { built, after } = await release(rehearsal.lost.changes);
    expect(built.guids[rehearsal.lost.reworded]).not.toBe(first.built.guids[rehearsal.lost.was]);
    const notes = byGuid(after);
    for (const old of before.notes) {
      const note = notes.get(old.guid);
      expect([old.guid, note && historyOf(note)]).toEqual([old.guid, historyOf(old)]);
    }
    expect(after.notes).toHaveLength(before.notes.length + 1);
  });

  it('and a renamed field keeps all notes, with the history and what is in it', async () => {
    const { profile, release, first } = await begin(rehearsal.country('Flag'));
    await profile.answer(2);
    const before = await profile.dump();
    const { outcome, after } = await release(rehearsal.country('Banner', 'Roma'));
    expect(outcome.updated).toEqual([first.built.guids.Italy]);
    expect(after.notetypes.map(({ fields }) => fields.map(({ name }) => name))).toEqual([
      ['Country', 'Capital', 'Banner'],
    ]);
    expect(after.schemaModified).toBe(before.schemaModified);
    const notes = byGuid(after);
    for (const old of before.notes) {
      const note = notes.get(old.guid);
      expect(note && historyOf(note)).toEqual(historyOf(old));
      expect(note?.fields.Banner).toBe(old.fields.Flag);
    }
    expect(notes.get(first.built.guids.Italy ?? '')?.fields.Capital).toBe('Roma');
  });

  it('and cards stay in the decks where learners have them, though a note or a deck moves', async () => {
    const note = '## Where?\n\nHere.\n';
    const { release } = await begin({ 'decks/one.md': note });
    const { outcome, after } = await release({
      'decks/one.md': undefined,
      'decks/two.md': `${note}\n## New?\n\nYes.\n`,
    });
    expect([outcome.updated, outcome.new.length]).toEqual([[], 1]);
    expect(after.notes.map(({ cards }) => cards[0]?.deck).sort()).toEqual(['One', 'Two']);
  });

  it('and a changed picture reaches those who have the note', async () => {
    const deck = '# Deck\n\n## Which shape?\n\n![](shape.svg)\n\n---\n\nA round one.\n';
    const { release } = await begin({ 'decks/a.md': deck, 'decks/shape.svg': picture(3) });
    const { outcome, after, built } = await release({ 'decks/shape.svg': picture(4) });
    expect(outcome.updated).toHaveLength(1);
    const name = built.collection.media[0]?.name ?? '';
    expect(textOf(after.notes[0])).toContain(`src="${name}"`);
    expect(after.media.find((file) => file.name === name)?.sha1).toBe(
      built.collection.media[0]?.sha1,
    );
  });
});

function byGuid({ notes }: ProfileState): Map<string, NoteState> {
  return new Map(notes.map((note) => [note.guid, note]));
}

/** All of a note's cards: where they are, when they are due, and every review. */
function historyOf({ cards, id, notetypeId }: NoteState) {
  return { id, notetypeId, cards };
}

function textOf(note: NoteState | undefined): string {
  return Object.values(note?.fields ?? {}).join('\n');
}

/** Reviews by the text that the card hides; a card that hides nothing any more is left out. */
async function hiddenBy(profile: Profile): Promise<Record<string, string>> {
  const cards = new Map(
    (await profile.dump()).notes.flatMap((note) => note.cards).map((card) => [card.id, card]),
  );
  const hidden = (await profile.render()).flatMap(({ cardId, answer, empty }) => {
    const [, text] = /class="cloze"[^>]*>([^<]+)</u.exec(answer) ?? [];
    const reviews = cards.get(cardId)?.reviews ?? [];
    return text === undefined || empty
      ? []
      : [[text, reviews.map(({ time, rating }) => `${time} ${rating}`).join()] as const];
  });
  return Object.fromEntries(hidden);
}
