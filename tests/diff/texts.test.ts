import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { diff, diffToMarkdown, diffToTerminal, releaseNotes } from '../../src/diff/index.ts';
import { GAPS, PLAIN, RELEASED } from './releases.ts';
import { type SmallNote, smallDeck } from './small.ts';

const old = smallDeck([
  { guid: 'cat', fields: ['What purrs?', 'A cat'] },
  { guid: 'sky', fields: ['What is blue?', 'The sky on a clear day'], tags: ['a'] },
  { guid: 'old', fields: ['What is phlogiston?', 'An obsolete theory'] },
  {
    guid: 'sun',
    notetype: GAPS,
    fields: ['The {{c1::sun}} is a {{c2::star}}', ''],
    deck: 'Space::Sun',
  },
]);

const next = smallDeck(
  [
    {
      guid: 'sky',
      fields: ['What is blue?', 'The <b>sky</b> on a sunny day'],
      tags: ['b'],
      age: 5,
    },
    { guid: 'cat', fields: ['What purrs?', 'A tom'] },
    { guid: 'new', fields: ['Who barks?', 'A dog'], deck: 'Animals' },
    {
      guid: 'sun',
      notetype: GAPS,
      fields: ['The {{c2::sun}} is a {{c1::star}}', ''],
      deck: 'Space::Sun',
      age: 3,
    },
  ],
  { notetypes: [{ ...PLAIN, css: '.card {}', mod: RELEASED + 1 }, GAPS] },
);

describe('a diff on a terminal', () => {
  it('says what happens to learners, then what differs', () => {
    expect(diffToTerminal(diff(old, next), { color: false })).toBe(`\
Learners lose progress.
2 notes updated, 1 added, 0 untouched.

! 2 cards lose their progress, or keep it for other content.
  Space::Sun › The sun is a star — c1 was “sun”, is “star”
  Space::Sun › The sun is a star — c2 was “star”, is “sun”

! 1 changed note will not arrive, as Anki takes only what has a later modification time.
  Alpha › What purrs?

· 1 retired note will stay with learners.
  Alpha › What is phlogiston?

Added (1)
  Animals › Who barks?

Changed (3)
  Alpha › What is blue?
    Back: The sky on a [-clear-]{+sunny+} day
    + tag b
    - tag a
  Alpha › What purrs?
    Back: A [-cat-]{+tom+}
  Space::Sun › The sun is a star
    Text: The {{[-c1-]{+c2+}::sun}} is a {{[-c2-]{+c1+}::star}}

Retired (1)
  Alpha › What is phlogiston?

Note types (1)
  Plain
    other styling

Also (2)
  1 note type removed: Both ways
  1 deck added: Animals
`);
  });

  it('says so where nothing differs', () => {
    expect(diffToTerminal(diff(old, old), { color: false })).toBe(
      'Nobody loses progress.\n0 notes updated, 0 added, 4 untouched.\n',
    );
  });

  it('uses colour only where it is wanted', () => {
    const coloured = diffToTerminal(diff(old, next), { color: true });
    expect(coloured).toContain('\u001b[31m[-clear-]\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(
      diffToTerminal(diff(old, next), { color: false }),
    );
  });

  it('cuts long lists', () => {
    const many = smallDeck(manyNotes(60));
    const text = diffToTerminal(diff(smallDeck([]), many), { color: false, limit: 2 });
    expect(text).toContain('Added (60)\n  Alpha › Note 0\n  Alpha › Note 1\n  … and 58 more');
  });
});

describe('a diff on a pull request', () => {
  it('puts the verdict first and folds the rest', () => {
    const text = diffToMarkdown(diff(old, next));
    expect(text).toMatch(/^### ❌ Learners lose progress\.\n\n\| Updated \| Added /);
    expect(text).toContain('| 2 | 1 | 0 | 1 | 1 | no |');
    expect(text).toContain('<details open><summary>❌ 2 cards lose their progress');
    expect(text).toContain(
      '| What is blue?<br><sub>Alpha</sub> | <b>Back:</b> The sky on a <del>clear</del><ins>sunny</ins> day<br>tag <ins>b</ins><br>tag <del>a</del> |',
    );
    expect(diffToMarkdown(diff(old, old))).toMatch(/^### ✅ Nobody loses progress\./);
  });

  it('stays below the length of a comment', () => {
    const long = manyNotes(3000).map((note) => ({
      ...note,
      fields: [`${note.fields[0]} ${'x '.repeat(300)}`, ''],
    }));
    const text = diffToMarkdown(diff(smallDeck([]), smallDeck(long)));
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/… and \d+ more/);
  });
});

describe('release notes', () => {
  it('tell learners in plain words', () => {
    expect(releaseNotes(diff(old, next), { title: 'Version 2.0' })).toBe(`\
# Version 2.0

1 new note, 2 corrected notes, 1 retired note.

## New (1)

### Animals

- Who barks?

## Corrected (2)

### Alpha

- What is blue?
  - Back: was “The sky on a clear day”, is now “The sky on a sunny day”
  - other tags

### Space › Sun

- The sun is a star
  - Text: other gaps

## Retired (1)

### Alpha

- What is phlogiston?

These notes are no longer part of the deck. Anki keeps them in your collection; you may go on with them. To see or delete them, put this into the search of Anki’s browser:

\`\`\`text
nid:1700000000002
\`\`\`

## When you import it

- Anki will report 1 note as new and 2 notes as updated.
- Your progress with some notes cannot be kept: they start anew, or ask something else than before.
- Notes that were corrected replace yours, with their tags; what you changed in other notes stays.
`);
  });

  it('promise that progress is kept where it is', () => {
    const text = releaseNotes(diff(old, old));
    expect(text).toContain('The notes are the same as before.');
    expect(text).toContain('- Your progress is kept.');
  });

  it('cut long lists', () => {
    const text = releaseNotes(diff(smallDeck([]), smallDeck(manyNotes(30))), { limit: 3 });
    expect(text).toContain('- Note 2\n- and 27 more');
  });
});

describe('what strangers write', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '&lt;img src=x onerror=alert(1)&gt; &lt;/details&gt;',
    '| cell | `code` **bold** [link](http://evil.example) ![](x)',
    '@everyone #12 GH-3 0123456789abcdef www.evil.example :bomb:',
    '1. list',
    '# heading',
    '--&gt; &lt;!-- comment',
    'one\n\n- two\u001b[31m\u202Eright to left\u0007',
  ];
  const notes = hostile.map((text, index) => ({
    guid: `h${index}`,
    fields: [text, 'same'],
    deck: text,
    tags: [text.replaceAll(/\s/g, '_')],
  }));
  const found = diff(
    smallDeck(
      notes.map((note) => ({ ...note, fields: [`before ${note.fields[0]}`, 'same'], tags: [] })),
    ),
    smallDeck([
      ...notes.map((note) => ({ ...note, age: 5 })),
      ...notes.map((note) => ({ ...note, guid: `${note.guid}+` })),
    ]),
  );
  const texts = [diffToMarkdown(found), releaseNotes(found, { title: hostile.join(' ') })];

  it.each(texts)('is shown, not obeyed, in Markdown', (text) => {
    const tags = text.match(/<\/?[a-z!][^>]*>/gi) ?? [];
    expect([...new Set(tags)].filter((tag) => !OURS.includes(tag))).toEqual([]);
    expect(text).not.toMatch(/@\w|(?<!&)#\d|GH-\d|[0-9a-f]{7}|www\.|:\/\/|:bomb:/);
    expect(text).not.toMatch(CONTROL);
    expect(text).not.toMatch(/(?<!\\)\]\(/);
    expect(text).not.toMatch(/^- (1\.|#)/m);
    for (const line of text.split('\n').filter((line) => line.startsWith('|')))
      expect(line.match(/(?<!\\)\|/g)?.length).toBeOneOf([3, 4, 7]);
  });

  it('keeps its own to itself on a terminal', () => {
    expect(diffToTerminal(found, { color: false })).not.toMatch(CONTROL);
  });
});

/** What turns the direction or steers a terminal; lines may end. */
const CONTROL = /[^\P{Cc}\n]|\u202e/u;

/** The tags that our own Markdown consists of. */
const OURS = [
  ...['details', 'details open', 'summary', 'sub', 'b', 'ins', 'del'].map((tag) => `<${tag}>`),
  ...['details', 'summary', 'sub', 'b', 'ins', 'del'].map((tag) => `</${tag}>`),
  ...['<br>', '<!-- -->'],
];

function manyNotes(count: number): SmallNote[] {
  return Array.from({ length: count }, (_, index) => ({
    guid: `n${index}`,
    fields: [`Note ${index}`, 'x'],
  }));
}
