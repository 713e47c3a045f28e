import { describe, expect, it } from 'vitest';
import { cardOrds, parseTemplate, renderCard } from '../../src/notetype/index.ts';

/** Long enough that anything quadratic runs into the test's time limit. */
const length = 400_000;

const normal = {
  name: 'Normal',
  kind: 'normal' as const,
  fields: [{ name: 'F' }],
  templates: [
    {
      name: 'T',
      front: '{{F}}{{text:F}}{{furigana:F}}{{hint:F}}',
      back: '{{FrontSide}}{{kana:F}}',
    },
  ],
};
const cloze = {
  name: 'Cloze',
  kind: 'cloze' as const,
  fields: [{ name: 'F' }],
  templates: [{ name: 'T', front: '{{cloze:F}}{{cloze-only:F}}', back: '{{cloze:F}}' }],
};

const pieces = [
  ...['<', '<!--', '<style>', '<style', '</style>', '<br', '<br>', '>', '&', '&amp;', ' '],
  ...['[', ']', 'a[', '\n[', 'x[\n', 'x ', 'a[b', 'a[b]', '[sound:', '[sound:x]'],
  ...['[anki:tts ', '[anki:tts lang=x]', '[anki:tts]', '[/anki:tts]'],
  ...['{{c1::', '{{c1::a}}', '{{c1::::', '{{c1,1,', '{{c1::image-occlusion:a:', '}}', '::', ':'],
  ...['\\(', '\\(\\)', '\\:', '{{', '{{F}}', '{{#F}}', '{{/F}}', '<!-- -->', '{'],
];

describe.each(pieces)('%j again and again', (piece) => {
  const text = piece.repeat(Math.ceil(length / piece.length));

  it.each([
    ['alone', text],
    ['in a deletion', `{{c1::${text}}}`],
    ['before its end', `${text}]</style>-->[/anki:tts]\\)`],
  ])('is a field, %s', (_where, field) => {
    const note = { fields: [field], tags: [], deck: '' };
    for (const notetype of [normal, cloze]) {
      expect(cardOrds(notetype, note.fields, false).length).toBeLessThanOrEqual(1);
      expect(renderCard(notetype, note, 0).problem).toBeUndefined();
    }
  });

  it('is a template', () => {
    for (const template of [text, `${text}-->`, `{{#F}}${text}{{/F}}`]) {
      const { nodes, errors } = parseTemplate(template);
      expect(nodes.length + errors.length).toBeGreaterThan(0);
    }
  });
});

describe('deletions within deletions', () => {
  it('stay within bounds', () => {
    const field = `${'{{c1::a '.repeat(10)}${'<> '.repeat(100_000)}${'}}'.repeat(10)}`;
    const { question } = renderCard(cloze, { fields: [field], tags: [], deck: '' }, 0);
    expect(question.length).toBeLessThan(10_000_000);
  });
});
