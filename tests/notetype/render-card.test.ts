import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type CardNotetype,
  cardOrds,
  type RenderedCard,
  renderCard,
} from '../../src/notetype/index.ts';

interface Case {
  name: string;
  kind?: 'normal' | 'cloze';
  fields: string[];
  templates: { name: string; front: string; back: string }[];
  notes: { fields: string[]; tags?: string[]; deck?: string }[];
}

interface Answer {
  refused: string | null;
  notes: { ords: number[] | null; cards: Record<string, [question: string, answer: string]> }[];
}

const cases: Case[] = read('cases.json');
const answers: Record<string, Answer> = read('answers.json');

/** What the real engine made of the cases: see scripts/template-vectors.py. */
describe.each(cases)('$name', ({ name, kind = 'normal', fields, templates, notes }) => {
  const notetype: CardNotetype = {
    name,
    kind,
    fields: fields.map((field) => ({ name: field })),
    templates,
  };
  it.each(notes.map((note, index) => ({ note, index })))('$note.fields', ({ note, index }) => {
    const { ords, cards } = answers[name]?.notes[index] ?? { ords: null, cards: {} };
    const tags = [...(note.tags ?? [])].sort();
    // Numbers above 500 share a card, and Anki lists it once for each.
    if (ords) expect(cardOrds(notetype, note.fields, tags.length > 0)).toEqual([...new Set(ords)]);
    for (const [ord, expected] of Object.entries(cards)) {
      const card = renderCard(
        notetype,
        { ...note, tags, deck: note.deck ?? 'Default' },
        Number(ord),
      );
      expect(marked(card)).toEqual(expected);
    }
  });
});

/** With the vectors' marks where Anki puts words of its own about an empty or broken card. */
function marked({ question, answer, blank, problem }: RenderedCard): string[] {
  if (problem !== undefined) return ['[broken]', '[broken]'];
  if (blank) return [`${question}[blank]`, '[blank]'];
  return [question, answer].map((side) => side.replace(/hint[\da-f]{16}/g, 'hint-id'));
}

function read<Value>(file: string): Value {
  return JSON.parse(readFileSync(new URL(`vectors/${file}`, import.meta.url), 'utf8'));
}
