import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { formats, openDigests } from '../../src/outputs/index.ts';
import { cloze, decks, media, plain, unicode } from './collections.ts';

const options = { format: 'legacy', version: '1.0.0' } as const;

function digestOf(collection: Collection, name = 'deck'): string {
  return openDigests(options)({ name, collection });
}

/** A collection that has all that one may have. */
function full(): Collection {
  const [first, ...more] = media().notetypes;
  if (!first) throw new Error('Expected a note type');
  return {
    ...media(),
    decks: decks().decks.map((row) => ({ ...row, presetId: 7, markdown: true })),
    notetypes: [
      {
        ...first,
        originalId: 5,
        fields: first.fields.map((field) => ({ ...field, tag: 2 })),
        templates: first.templates.map((one) => ({
          ...one,
          ...{ browserFont: 'Arial', browserSize: 12, deckId: 3 },
        })),
      },
      ...more,
    ],
    presets: [{ id: 7, name: 'Slow', json: { new: { perDay: 5 }, autoplay: true } }],
  };
}

/** Paths of all that a collection is made of, to the last value; the bytes of media are told by their hash. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (path.at(-1) === 'content') return [];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return another(value);
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === key ? changedAt(one, rest) : one));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, one]) => [
      name,
      name === key ? changedAt(one, rest) : one,
    ]),
  );
}

function another(value: unknown): unknown {
  if (typeof value === 'bigint') return value + 1n;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return `${value} `;
}

async function bytesOf(collection: Collection): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (const part of formats.legacy()({ name: 'deck', collection }))
    for await (const piece of part.content) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the digest of a package', () => {
  const whole = full();

  it.each(placesIn(whole).map((path) => [path.join('.')]))('is another if %s is', (path) => {
    const changed = changedAt(whole, path.split('.')) as Collection;
    expect(changed).not.toEqual(whole);
    expect(digestOf(changed)).not.toBe(digestOf(whole));
  });

  it.each(['decks', 'notetypes', 'notes', 'cards', 'media', 'presets'] as const)(
    'is another if a row of %s is missing, twice there or elsewhere',
    (rows) => {
      const all: unknown[] = whole[rows] ?? [];
      const others = [
        all.slice(1),
        [...all, all[0]],
        ...(all.length > 1 ? [all.toReversed()] : []),
      ];
      const digests = [whole, ...others.map((changed) => ({ ...whole, [rows]: changed }))];
      expect(new Set(digests.map((one) => digestOf(one as Collection))).size).toBe(digests.length);
    },
  );

  it('is another if a text goes from one value to the next', () => {
    const [note, ...notes] = whole.notes;
    if (!note) throw new Error('Expected a note');
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.string()), (a, b) => {
        const digests = [a, b].map((fields) =>
          digestOf({ ...whole, notes: [{ ...note, fields }, ...notes] }),
        );
        expect(digests[0] === digests[1]).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { seed: 90_001 },
    );
  });

  it('is another under another name, in another format and of another compiler', () => {
    const one = { name: 'deck', collection: whole };
    const digests = [
      openDigests(options)(one),
      openDigests(options)({ ...one, name: 'other' }),
      openDigests({ ...options, format: 'latest' })(one),
      openDigests({ ...options, version: '1.0.1' })(one),
    ];
    expect(new Set(digests).size).toBe(4);
  });

  it('counts uuids where they are written', () => {
    const more = { ...whole, uuids: { 'deck:A': 'a-uuid' } };
    const crowdanki = openDigests({ ...options, format: 'crowdanki' });
    expect(digestOf(more)).toBe(digestOf(whole));
    expect(crowdanki({ name: 'deck', collection: more })).not.toBe(
      crowdanki({ name: 'deck', collection: whole }),
    );
  });

  it.each([plain, cloze, unicode, decks, media, full])(
    'is the same if the bytes are, wherever the media lies: %o',
    async (make) => {
      const [first, second] = [make(), make()];
      expect(digestOf(first)).toBe(digestOf(second));
      expect((await bytesOf(first)).equals(await bytesOf(second))).toBe(true);
      const moved = {
        ...first,
        media: first.media.map((row) => ({ ...row, content: { path: '' } })),
      };
      expect(digestOf(moved)).toBe(digestOf(first));
    },
  );
});
