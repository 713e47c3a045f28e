import { describe, expect, it } from 'vitest';
import { inLanguages, type NotetypeField } from '../../src/notetype/index.ts';

const plain: NotetypeField = {
  name: 'Plain',
  required: false,
  description: '',
  font: 'Arial',
  size: 20,
  rtl: false,
  plainText: false,
  collapsed: false,
  excludeFromSearch: false,
  sticky: false,
  preventDeletion: false,
};
const fields: NotetypeField[] = [
  plain,
  { ...plain, name: 'Es', lang: 'es' },
  { ...plain, name: 'Ar', lang: 'ar' },
  { ...plain, name: 'Rtl', dir: 'rtl' },
];

function written(front: string): string {
  return inLanguages({ front, back: '' }, fields).front;
}

describe('the languages that a note type gives its fields', () => {
  it.each([
    ['{{Es}}', '<span lang="es">{{Es}}</span>'],
    ['{{Ar}}{{Rtl}}', '<span lang="ar" dir="rtl">{{Ar}}</span><span dir="rtl">{{Rtl}}</span>'],
    [
      '{{#Es}}<b>{{furigana:Es}}</b>{{/Es}}',
      '{{#Es}}<b><span lang="es">{{furigana:Es}}</span></b>{{/Es}}',
    ],
    ['<div class="a">{{Ar}}</div>', '<div class="a"><div lang="ar" dir="rtl">{{Ar}}</div></div>'],
    [
      '<div>{{Es}}</div><p>{{Rtl}}</p>',
      '<div><span lang="es">{{Es}}</span></div><p><span dir="rtl">{{Rtl}}</span></p>',
    ],
    ['<div>{{Plain}}: {{Rtl}}</div>', '<div>{{Plain}}: <span dir="rtl">{{Rtl}}</span></div>'],
    ['a < b {{Es}}', 'a < b <span lang="es">{{Es}}</span>'],
    ['<a title="a > b">{{Es}}</a>', '<a title="a > b"><span lang="es">{{Es}}</span></a>'],
    ['<script></script>{{Es}}', '<script></script><span lang="es">{{Es}}</span>'],
    [
      '[anki:tts lang=es_ES]x[/anki:tts]{{Es}}',
      '[anki:tts lang=es_ES]x[/anki:tts]<span lang="es">{{Es}}</span>',
    ],
  ])('stand around it in %j', (front, expected) => {
    expect(written(front)).toBe(expected);
  });

  it.each([
    '{{Plain}} {{Tags}} {{FrontSide}}',
    '{{tts es_ES:Es}}{{#Es}}{{/Es}}{{^Es}}-{{/Es}}',
    '<a title="{{Es}}" {{#Ar}}lang={{text:Ar}}{{/Ar}}>x</a>',
    "<a title='\"{{Es}}'>x</a>",
    '<script>if (1 < 2) say("{{Es}}");</script><style>{{Es}}</style>',
    '<textarea>{{Es}}</textarea>',
    '<!-- {{Es}} -->',
    '[anki:tts lang=es_ES]{{Es}}, {{Ar}}[/anki:tts]',
    '{{Es',
  ])('leave %j as it is', (front) => {
    expect(written(front)).toBe(front);
  });
});
