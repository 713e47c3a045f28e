import { describe, expect, it } from 'vitest';
import { adopt } from '../../src/adopt/index.ts';
import type { ImportedNote } from '../../src/imported.ts';
import { makeProject } from '../project.ts';

const pieces =
  '{{ }} {{c1::x}} ]( ![ https://x.y www.a.b a@b.co Q: [ ] :: == $ ` <b> * # - {.t} &amp; \\ ~~ | _'.split(
    ' ',
  );

/** Always the same numbers for the same seed. */
function chance(seed: number): (below: number) => number {
  const state = { seed };
  return (below) => {
    state.seed = (state.seed * 1103515245 + 12345) & 0x7fffffff;
    return state.seed % below;
  };
}

function notesOf(seed: number): ImportedNote[] {
  const next = chance(seed);
  const text = () =>
    Array.from({ length: 5 }, () => pieces[next(pieces.length)]).join(next(2) === 0 ? '' : ' ');
  return Array.from({ length: 60 }, (_, index) => {
    const written = `w${index} ${text()}`;
    const isCloze = /\{\{c\d/u.test(written);
    // Of a deletion beside a bare link the author hears in the build.
    const front = isCloze ? written.replace(/https:\/\/x\.y|www\.a\.b|a@b\.co/gu, '') : written;
    return {
      ...{ deck: 'A', notetype: isCloze ? 'cloze' : 'basic', tags: [] },
      fields: [
        { name: isCloze ? 'Text' : 'Front', text: front },
        { name: isCloze ? 'Extra' : 'Back', text: `${text()}\n${text()} end` },
      ],
    };
  });
}

describe('text that looks like Markdown', () => {
  it.each([1, 2])('comes back as it is in every field (seed %i)', async (seed) => {
    const notes = notesOf(seed);
    const imported = {
      ...{ name: 'A', kind: 'text', notes, decks: [], notetypes: [], media: [] },
      ...{ presets: [], said: [], leftOut: [] },
    };
    const { files, tally } = await adopt([imported], { now: 1767225600 });
    expect(tally.leftOut).toEqual([]);
    const project = makeProject(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    try {
      const { errors, collection } = await project.build();
      expect(errors).toEqual([]);
      const found = collection.notes.map(({ fields }) => fields.slice(0, 2).map(shown));
      for (const { notetype, fields } of notes)
        if (notetype === 'basic')
          expect(found).toContainEqual(
            fields.map((field) => ('text' in field ? words(field.text) : '')),
          );
      expect(found).toHaveLength(notes.length);
    } finally {
      project.remove();
    }
  });
});

/** What a reader sees of HTML. */
function shown(html: string): string {
  return words(
    html
      .replace(/<br>|<\/p>/gu, ' ')
      .replace(/<[^>]*>/gu, '')
      .replace(/&#x([\da-f]+);/giu, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

function words(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
