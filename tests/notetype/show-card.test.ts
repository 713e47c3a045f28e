import { describe, expect, it } from 'vitest';
import {
  bodyClasses,
  compareTyped,
  mathJaxSettings,
  rootClasses,
  showCard,
} from '../../src/notetype/index.ts';

const good = (text: string) => `<span class=typeGood>${text}</span>`;
const bad = (text: string) => `<span class=typeBad>${text}</span>`;
const missed = (text: string) => `<span class=typeMissed>${text}</span>`;
const code = (...rows: string[]) =>
  `<code id=typeans>${rows.join('<br><span id=typearrow>&darr;</span><br>')}</code>`;

/** What the real engine's `compare_answer` gives. */
const compared: [expected: string, typed: string, html: string, combining?: boolean][] = [
  ['ReLU', 'ReLU', code(good('ReLU'))],
  ['ReLU', '', code('ReLU')],
  ['ReLU', 'Relu', code(good('Re') + bad('lu'), good('Re') + missed('LU'))],
  [
    'max(0, x)',
    'max(x, 0)',
    code(
      good('max(') + bad('x') + good(', ') + bad('0') + good(')'),
      good('max(') + missed('0') + good(', ') + missed('x') + good(')'),
    ),
  ],
  ['a&lt;b', 'a<b', code(good('a&lt;b'))],
  ['<b>x</b><br>y', 'x y', code(good('x y'))],
  ['über', 'uber', code(bad('u') + good('ber'), missed('ü') + good('ber'))],
  ['über', 'uber', code(good('über')), false],
  ['abc', 'abcd', code(good('abc') + bad('d'), good('abc'))],
  ['abcd', 'abc', code(good('abc') + missed('-'), good('abc') + missed('d'))],
  ['1<div>2</div>', '1 2', code(good('1 2'))],
  ['foo bar', 'bar', code(missed('----') + good('bar'), missed('foo ') + good('bar'))],
  ['[sound:x.mp3]cat', 'cat', code(good('cat'))],
  ['xyz', 'abc', code(bad('abc'), missed('xyz'))],
];

describe('an answer that was typed', () => {
  it.each(compared)(
    '%s, given %s, is marked as Anki marks it',
    (expected, typed, html, combining) => {
      expect(compareTyped(expected, typed, combining)).toBe(html);
    },
  );

  it('is text and never markup', () => {
    expect(compareTyped('x', '<img src=x onerror=alert(1)>')).not.toContain('<img');
  });
});

describe('a card in the page of the reviewer', () => {
  const typed = {
    name: 'Typed',
    kind: 'normal' as const,
    fields: [{ name: 'Front' }, { name: 'Answer', font: `x'"><b>`, size: 18 }],
    templates: [
      {
        name: 'Card',
        front: '{{Front}} {{type:Answer}}',
        back: '{{FrontSide}}<hr id=answer>',
      },
    ],
  };
  const note = { fields: ['Which? [sound:a.mp3]', 'ReLU'], tags: [], deck: 'D' };

  it('has a box to type in, whose font cannot leave its attribute', () => {
    const { front } = showCard(typed, note, 0);
    expect(front).toContain('<input type="text" id="typeans"');
    expect(front).toContain(`font-family: 'xb'; font-size: 18px;`);
  });

  it('compares on the back, below the line', () => {
    const { back } = showCard(typed, note, 0, 'Relu');
    expect(back).toMatch(/<hr id=answer><div style="[^"]*"><code id=typeans>/u);
    expect(back).toContain(bad('lu'));
  });

  it('has a button for each sound', () => {
    const { front, frontSounds } = showCard(typed, note, 0);
    expect(front).toContain('data-play="q:0"');
    expect(frontSounds).toEqual([{ type: 'file', name: 'a.mp3' }]);
  });

  it('asks for what the deletion of this card hides', () => {
    const cloze = {
      name: 'Cloze',
      kind: 'cloze' as const,
      fields: [{ name: 'Text' }],
      templates: [
        { name: 'Cloze', front: '{{cloze:Text}}{{type:cloze:Text}}', back: '{{type:cloze:Text}}' },
      ],
    };
    const fields = ['{{c1::one}} {{c2::two}} {{c2::four}}'];
    expect(showCard(cloze, { fields, tags: [], deck: '' }, 1, 'two, four').back).toContain(
      code(good('two, four')),
    );
  });

  it('has the classes of the app that shows it', () => {
    expect(bodyClasses(0, { client: 'linux', night: true })).toBe(
      'card card1 isLin nightMode night_mode',
    );
    expect(bodyClasses(2, { client: 'ankimobile', night: false })).toBe('card card3');
    expect(rootClasses({ client: 'ankidroid', night: true })).toMatch(/\bmobile android\b/u);
    expect(rootClasses({ client: 'mac', night: true })).toContain('night-mode');
  });

  it('has the formulas of Anki, and no other marks', () => {
    expect(mathJaxSettings('/mathjax')).toMatchObject({
      tex: { displayMath: [['\\[', '\\]']], packages: { '[-]': ['textmacros'] } },
      startup: { typeset: false },
    });
  });
});
