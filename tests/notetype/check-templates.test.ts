import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadNotetype } from '../../src/notetype/index.ts';
import { folder, said } from './folder.ts';

type Sides = [front: string, back: string];

function messagesOf(sides: Sides[], kind = 'normal', fields = ['F', 'B']): string[] {
  const texts: Record<string, string> = {
    'notetype.yaml': JSON.stringify({
      name: 'X',
      kind,
      fields: fields.map((name) => ({ name })),
      templates: sides.map((_, index) => ({ name: `T${index}` })),
    }),
  };
  for (const [index, [front, back]] of sides.entries()) {
    texts[`t${index}.front.html`] = front;
    texts[`t${index}.back.html`] = back;
  }
  const input = folder('x', texts);
  loadNotetype(input);
  return said(input).map((line) => line.replace(/\.html:/, ':'));
}

describe('a template', () => {
  it.each<[front: string, back: string, messages: string[]]>([
    ['{{F}}', '{{FrontSide}}\n{{text:B}} {{#B}}{{hint:B}}{{/B}} {{Tags}} {{x:}}', []],
    ['{{F}}', 'a\n  {{Bb}}', ['t0.back:2:3 template-unknown-field']],
    ['{{F}}\n{{#Nope}}{{/Nope}}', 'x', ['t0.front:2:1 template-unknown-field']],
    ['{{text: F}}', 'x', ['t0.front:1:1 template-unknown-field']],
    ['{{F}}{{}}', 'x', ['t0.front:1:6 template-unknown-field']],
    ['{{F}}{{#FrontSide}}{{/FrontSide}}', 'x', ['t0.front:1:6 template-unknown-field']],
    ['{{#F}}{{F}}', 'x', ['t0.front:1:1 template-unclosed']],
    ['{{F}}{{/B}}', 'x', ['t0.front:1:6 template-unexpected-close']],
    ['{{#F}}{{#B}}{{F}}{{/F}}', 'x', ['t0.front:1:18 template-unexpected-close']],
    [
      '{{#F}}{{F}}{{/Ff}}',
      '{{#F}}{{/B}}{{/F}}',
      ['t0.front:1:12 template-unexpected-close', 't0.back:1:7 template-unexpected-close'],
    ],
    ['static', 'x', ['t0.front:-:- template-without-field']],
    ['', 'x', ['t0.front:-:- template-without-field']],
    ['{{FrontSide}}', 'x', ['t0.front:-:- template-without-field']],
    ['<!-- {{F}} -->', 'x', ['t0.front:-:- template-without-field']],
    ['{{cloze:F}}', 'x', ['t0.front:1:1 template-stray-cloze']],
    ['{{tts iw_IL:F}}', '{{F}}{{tts zh_Hant_TW voices=A,B_C speed=0.8:B}}{{tts-voices:}}', []],
    ['{{F}}[anki:tts lang=es_ES voices=A]{{F}} {{B}}[/anki:tts]', '{{tts ja_JP:kana:F}}', []],
    ['{{F}}\n{{tts:F}}', 'x', ['t0.front:2:1 template-tts-language']],
    ['{{tts :F}}', 'x', ['t0.front:1:1 template-tts-language']],
    [
      '{{tts  es_ES:F}}',
      '{{tts voices=A speed=:F}}',
      [
        't0.front:1:1 template-tts-language',
        't0.back:1:1 template-tts-language',
        't0.back:1:1 template-tts-option',
      ],
    ],
    [
      '{{tts es:F}}',
      '{{tts es-ES:F}}',
      ['t0.front:1:1 template-tts-language', 't0.back:1:1 template-tts-language'],
    ],
    [
      '{{tts es_es:F}}',
      '{{tts spanish:F}}',
      ['t0.front:1:1 template-tts-language', 't0.back:1:1 template-tts-language'],
    ],
    [
      '{{tts es_ES voice=A:F}}',
      '{{tts es_ES speed=fast:F}}',
      ['t0.front:1:1 template-tts-option', 't0.back:1:1 template-tts-option'],
    ],
    [
      '{{tts es_ES voices=A Otoya:F}}',
      '{{tts es_ES:Nope}}',
      ['t0.front:1:1 template-tts-option', 't0.back:1:1 template-unknown-field'],
    ],
    [
      '{{F}}[anki:tts]{{F}}[/anki:tts]',
      '[anki:tts lang=es_ES]{{F}}',
      ['t0.front:1:6 template-tts-language', 't0.back:1:1 template-unclosed'],
    ],
    [
      '{{furigna:F}}',
      '{{Furigana:F}}{{myaddon:F}}',
      ['t0.front:1:1 template-unknown-filter', 't0.back:1:1 template-unknown-filter'],
    ],
  ])('%j / %j', (front, back, expected) => {
    expect(messagesOf([[front, back]])).toEqual(expected);
  });

  it('differs from the others on its front', () => {
    const twins: Sides[] = [
      ['{{F}}', 'a'],
      ['{{F}}', 'b'],
    ];
    expect(messagesOf(twins)).toEqual(['t1.front:-:- template-same-front']);
  });
});

describe('a template of kind cloze', () => {
  it.each<[front: string, back: string, messages: string[]]>([
    ['{{cloze:F}}{{#c1}}x{{/c1}}', '{{text:cloze:F}}', []],
    ['{{F}}', '{{cloze:F}}', ['t0.front:-:- template-without-cloze']],
    ['{{cloze:F}}', '{{FrontSide}}', ['t0.back:-:- template-without-cloze']],
    ['{{cloze:F}}', '', ['t0.back:-:- template-without-cloze']],
  ])('%j / %j', (front, back, expected) => {
    expect(messagesOf([[front, back]], 'cloze')).toEqual(expected);
  });

  it('is alone', () => {
    const two: Sides[] = [
      ['{{cloze:F}}', '{{cloze:F}}'],
      ['{{cloze:F}}x', '{{cloze:F}}'],
    ];
    expect(messagesOf(two, 'cloze')).toEqual(['notetype.yaml:-:- template-many-cloze']);
  });
});

interface Case {
  name: string;
  kind?: string;
  fields: string[];
  templates: { front: string; back: string }[];
}

/** Whatever the real engine refuses to save, we report: see scripts/template-vectors.py. */
describe('what Anki refuses', () => {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`vectors/${file}`, import.meta.url), 'utf8'));
  const cases: Case[] = read('cases.json');
  const answers: Record<string, { refused: string | null }> = read('answers.json');
  const refused = cases.filter(({ name }) => answers[name]?.refused);

  it.each(refused)('$name', ({ kind, fields, templates }) => {
    const sides = templates.map(({ front, back }): Sides => [front, back]);
    expect(messagesOf(sides, kind, fields)).not.toEqual([]);
  });
});
