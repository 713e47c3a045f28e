import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../src/reporters/index.ts';
import { adopted, importedOf, mediaRow, notetypeRow } from './imported.ts';

/** HTML of a field, and the Markdown of it where that matters. */
const tidy: [html: string, markdown: string][] = [
  ['plain text', 'plain text'],
  ['2 * 3 = 6, snake_case and C#', '2 \\* 3 = 6, snake_case and C#'],
  ['<b>bold</b>, <i>italic</i> and <s>gone</s>', '**bold**, *italic* and ~~gone~~'],
  ['one<br>two', 'one\\\ntwo'],
  ['one<br><br>two', 'one\n\ntwo'],
  ['a &lt; b &amp;&amp; c&nbsp;&gt; d', 'a < b && c\u00a0> d'],
  ['<ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>', '- one\n- two\n  - inner'],
  ['<ol><li>one</li><li>two</li></ol>', '1. one\n2. two'],
  ['<blockquote>said</blockquote>', '> said'],
  ['<code>a*b</code>', '`a*b`'],
  ['<pre><code>if (x) {\n  y();\n}</code></pre>', '```\nif (x) {\n  y();\n}\n```'],
  ['<a href="https://example.org/a_b">a link</a>', '[a link](https://example.org/a_b)'],
  ['\\(x^2 &lt; y\\) and \\[\\frac{a}{b}\\]', '$x^2 < y$ and $$\\frac{a}{b}$$'],
  ['漢字[かんじ] を 読[よ]む', '漢字[かんじ] を 読[よ]む'],
  ['<img src="été 日本.png">', '![](<media/été 日本.png>)'],
  ['<img src="plain.png" width="200">', '![](media/plain.png){width=200}'],
  ['[sound:say it.mp3]', '![](<media/say it.mp3>)'],
  ['<u>under</u> and H<sub>2</sub>O', '<u>under</u> and H<sub>2</sub>O'],
  ['<span style="color: red">red</span>', '<span style="color: red">red</span>'],
  ['<div>one</div><div>two</div>', '<div>one</div>\n\n<div>two</div>'],
];

/** What must come back, in whatever form. */
const any = [
  ...['<p>one</p>\n<p>two</p>', '<strong>strong</strong>', 'a &quot;quoted&quot; &#39;word&#39;'],
  ...[
    'Q & A > B',
    ' spaces  around ',
    'line\nline',
    '\ttab',
    'one<br>',
    '<br>one',
    'a<br><br><br>b',
  ],
  ...['<table><tr><td>1</td></tr></table>', '<div style="x">a<br></div>b', '<img src=plain.png>'],
  ...['<IMG SRC="plain.png">', '<img src="gone.png">', '<img alt="x" src="plain.png">', '<b></b>'],
  ...['<b> spaced </b>', '<b>a</b><b>b</b>', '<i><b>both</b></i>', 'a<b>b</b>c', '**not bold**'],
  ...['# no heading', '- no list', '1. no list', '> no quote', '```\nno code\n```', '---', '***'],
  ...['[ ] no box', '[x](y)', '[^1]', '![](x.png)', '<!-- comment -->', 'a \\ b', '\\(unclosed'],
  ...[
    '\\( spaced \\)',
    '\\(\\frac{a\\)',
    '[latex]x<br>y[/latex]',
    '[$]x[/$]',
    '[$$]y[/$$]',
    '$5 and $6',
  ],
  ...[
    '{{not a field}}',
    '{#id .tag}',
    'ends in {braces}',
    '==marked==',
    '<script>alert(1)</script>',
  ],
  ...[
    '<a href="x" onclick="y()">z</a>',
    '<h1>big</h1>',
    '<h3>Back</h3>',
    '&nbsp;',
    '<hr>',
    '&hellip;',
  ],
  ...[
    '[anki:tts lang=en_US]hi[/anki:tts]',
    'http://example.org',
    'me@example.org',
    'www.example.org',
  ],
  ...[
    'é'.normalize('NFC'),
    '😀',
    '‮right to left',
    'zero\u200bwidth',
    '\u2028',
    '```{=html}\nx\n```',
  ],
  ...[
    '>'.repeat(60),
    '- '.repeat(40),
    `<i>${'x'.repeat(250_000)}</i>`,
    '<b>'.repeat(300),
    '</div>',
  ],
  ...['<img src="plain.png', '<![CDATA[x]]>', '&#x80;', 'a\n\n\nb', '<svg><path d="M0 0"/></svg>'],
];

const clozes = [
  ...[
    '{{c1::one}} and {{c2::two::hint}}',
    '{{c1::a {{c2::b}} c}}',
    '{{c1,2::both}}',
    '{{c0::zero}}',
  ],
  ...[
    '{{c1::<b>bold</b>}}',
    '{{c1::one<br>two}}',
    '\\({{c1::x^2}}\\)',
    '{{c1::\\(\\frac{a}{b}\\)}}',
  ],
  ...['\\({{c1::\\frac{a}{b} }}\\)', '{{c1::std::vector::hint}}', '{{c1::unclosed', 'no deletion'],
  ...[
    '{{c1::<img src="plain.png">}}',
    '<ul><li>{{c1::a}}</li><li>{{c2::b}}</li></ul>',
    '{{c501::x}}',
  ],
  ...['{{x}} and ==y== {{c3::z}}', '{{c1::a}}{{c1::b}}', '<div>{{c1::x}}</div>', '{{c1::}}'],
];

const media = ['été 日本.png', 'plain.png', 'say it.mp3'].map((name) => ({
  ...mediaRow(name, name),
  sha1: createHash('sha1').update(name).digest('hex'),
}));

describe('a field of Anki’s', () => {
  it('becomes tidy Markdown', async () => {
    const type = notetypeRow('Two sides', ['Front', 'Back']);
    const notes = tidy.map(([html], index) => ({ fields: [`question ${index}`, html] }));
    const { text } = await adopted(importedOf(type, notes, { media }));
    const parts = text('decks/deck.md')
      .split(/^## question \d+\n\n/mu)
      .slice(1);
    expect(parts.map((part) => part.trimEnd())).toEqual(tidy.map(([, markdown]) => markdown));
  });

  it('comes back to the byte in a note, in front and back, whatever it is', async () => {
    const type = notetypeRow('Two sides', ['Front', 'Back']);
    const all = [...tidy.map(([html]) => html), ...any, ...clozes];
    const notes = all.flatMap((html, index) => [
      { fields: [`question ${index}`, html] },
      { fields: [html, `answer ${index}`] },
    ]);
    const { built, adopted: made } = await adopted(importedOf(type, notes, { media }));
    expect(made.tally.leftOut).toEqual([]);
    expect(errorsOf(built.files)).toEqual([]);
    expect(built.collection.notes.map(({ fields }) => fields)).toEqual(
      notes.map(({ fields }) => fields),
    );
  });

  it('comes back to the byte in a cloze note', async () => {
    const type = notetypeRow('Gaps', ['Text', 'Context', 'Edit'], { kind: 'cloze' });
    const notes = [...clozes, ...any, ...tidy.map(([html]) => html)].map((html, index) => ({
      fields: [html, `context ${index} {{c7::x}}`, html],
    }));
    const { built, adopted: made } = await adopted(importedOf(type, notes, { media }));
    expect(made.tally.leftOut).toEqual([]);
    expect(errorsOf(built.files)).toEqual([]);
    expect(built.collection.notes.map(({ fields }) => fields)).toEqual(
      notes.map(({ fields }) => fields),
    );
  });

  it('changes nothing in the ledger at the first build, nor in the media', async () => {
    const type = notetypeRow('Two sides', ['Front', 'Back']);
    const notes = [...tidy.map(([html]) => html), ...any].map((html) => ({ fields: [html, html] }));
    const { built, adopted: made } = await adopted(importedOf(type, notes, { media }));
    expect(built.ledger).toEqual(made.ledger);
    expect(built.changes).toEqual({
      ...{ added: [], changed: [], retired: [], otherwise: [], notetypes: [] },
    });
    expect(built.collection.media.map(({ name }) => name)).toEqual(
      media.map(({ name }) => name).sort(),
    );
  });
});

function errorsOf(files: Parameters<typeof messagesOf>[0]): string[] {
  return messagesOf(files).flatMap(({ severity, file, line, reason }) =>
    severity === 'error' ? `${file}:${line} ${reason}` : [],
  );
}

describe('a file of many notes', () => {
  it('has each note where it was, though one holds an open block or empty lines', async () => {
    const type = notetypeRow('Two sides', ['Front', 'Back']);
    const long = 'word '.repeat(200).trim();
    const odd = [
      ...['<!-- open', '<pre>\n\nopen', '<script>\n\n', '```\n\nfence', '$$\n\nmath', '<style>'],
      ...[`<pre>${'line\n\nline\n'.repeat(600)}</pre>`, '[x]: https://example.org', '[^1]: note'],
    ];
    const notes = odd.flatMap((html, index) => [
      { fields: [`odd ${index}`, html] },
      { fields: [`long ${index}`, long] },
      { fields: [`[x] and [^1] ${index}`, html] },
    ]);
    const { built, adopted: made } = await adopted(importedOf(type, notes));
    expect(made.tally.leftOut).toEqual([]);
    expect(errorsOf(built.files)).toEqual([]);
    expect(built.ledger).toEqual(made.ledger);
    expect(built.collection.notes.map(({ fields }) => fields)).toEqual(
      notes.map(({ fields }) => fields),
    );
  });
});
