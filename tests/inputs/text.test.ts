import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InputOptions, readInput } from '../../src/inputs/index.ts';
import { writeCrowdanki, writeText } from '../../src/outputs/index.ts';
import { write } from '../../src/write.ts';
import { cloze, media, plain, unicode } from '../outputs/collections.ts';

const state = { folder: '' };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-text-'));
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(state.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function read(name: string, content: string | Uint8Array, options?: InputOptions) {
  return readInput(file(name, content), options);
}

type Read = Awaited<ReturnType<typeof read>>;

/** Each note as its type and its fields. */
const notesOf = ({ notes }: Read) =>
  notes.map(({ notetype, fields }) => [
    typeof notetype === 'string' ? notetype : notetype.name,
    ...fields.map((field) => {
      const [kind, value] = Object.entries(field)[1] ?? [];
      return `${field.name} (${kind}): ${value}`;
    }),
  ]);

describe("Anki's text export", () => {
  it('gives guid, note type, deck, tags and fields by its header lines', async () => {
    const found = await read(
      'deck.txt',
      [
        '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n',
        'g1\tBasic\tA::B\tone<br>two\t"say ""yes"""\tx y::z\n',
        'g2\tCloze\tA\t{{c1::a}}\t\t\n# a comment\n"#g3"\tBasic (and reversed card)\tA\tf\t"b\nc"\t\n',
      ].join(''),
    );
    expect(found.notes.map(({ guid, deck, tags }) => [guid, deck, tags])).toEqual([
      ['g1', 'A::B', ['x', 'y::z']],
      ['g2', 'A', []],
      ['#g3', 'A', []],
    ]);
    expect(notesOf(found)).toEqual([
      ['basic', 'Front (html): one<br>two', 'Back (html): say "yes"'],
      ['cloze', 'Text (html): {{c1::a}}'],
      ['reversed', 'Front (html): f', 'Back (html): b\nc'],
    ]);
    expect(found.said.join(' ')).toContain('The guids are kept.');
  });

  it('takes one note type, deck and tags for all, and the names of columns', async () => {
    const found = await read(
      'words.txt',
      '#separator:;\n#html:false\n#notetype:Vocabulary\n#deck:Spanish\n#tags:a b\n#columns:Word;Meaning;Tags;Example\n#tags column:3\nperro;dog <b>;c;a\\b\n',
    );
    expect(notesOf(found)).toEqual([
      ['Vocabulary', 'Word (text): perro', 'Meaning (text): dog <b>', 'Example (text): a\\b'],
    ]);
    expect(found.notes[0]).toMatchObject({ deck: 'Spanish', tags: ['a', 'b', 'c'] });
    expect(found.notetypes.map(({ fields }) => fields.map(({ name }) => name))).toEqual([
      ['Word', 'Meaning', 'Example'],
    ]);
    expect(found.said.join(' ')).toContain('"Vocabulary" only the name is known');
  });

  it('says what it guessed, and what it left out', async () => {
    const found = await read('x.txt', '#deck:D\n#colour:red\nfront\tback<br>\n\tno front\n');
    expect(notesOf(found)).toEqual([['basic', 'Front (html): front', 'Back (html): back<br>']]);
    expect(found.said).toEqual(['Separator: tab (guessed).', 'Cells are read as HTML (guessed).']);
    expect(found.leftOut[0]).toBe('1 row with an empty first field.');
    expect(found.leftOut[1]).toContain('#colour:red');
  });

  it.each(Object.entries({ plain, cloze, unicode, media }))(
    'reads back what we write of %s',
    async (_, make) => {
      const collection = make();
      const found = await read('own.txt', Buffer.concat([...writeText(collection)]));
      expect(
        found.notes.map(({ guid, tags, fields }) => [guid, tags, fields.map(contentOf)]),
      ).toEqual(
        collection.notes.map(({ guid, tags, fields }) => [guid, tags, fields.filter(Boolean)]),
      );
    },
  );
});

const contentOf = (field: object) => Object.values(field)[1];

describe('a table', () => {
  it('takes the columns from the first row, in any order and language of the header', async () => {
    const found = await read('t.csv', 'Answer,Tags,Question\n"b, ""c""",x y,a\n,,d\n');
    expect(notesOf(found)).toEqual([
      ['basic', 'Front (text): a', 'Back (text): b, "c"'],
      ['basic', 'Front (text): d'],
    ]);
    expect(found.said).toEqual([
      'Separator: comma (guessed; --separator says another).',
      'Columns: 1 (Answer) Back, 2 (Tags) tags, 3 (Question) Front, from the first row; --columns Back,tags,Front says the same.',
    ]);
  });

  it('guesses a front, a back and tags, and says so', async () => {
    const found = await read('t.tsv', 'hablar\tto talk, to speak\tverb\nir\tto go\tverb\n');
    expect(notesOf(found)[0]).toEqual([
      ...['basic', 'Front (text): hablar', 'Back (text): to talk, to speak'],
    ]);
    expect(found.notes[0]?.tags).toEqual(['verb']);
    expect(found.said[1]).toBe(
      'Columns: 1 Front, 2 Back, 3 tags, guessed; --columns Front,Back,tags says the same.',
    );
  });

  it('takes what --columns says, and leaves columns out', async () => {
    const columns = ['-', 'back', 'FRONT', 'deck'];
    const found = await read('t.csv', '7;b;f;D::E\n8;c;g;\n', { columns });
    expect(notesOf(found)).toEqual([
      ['basic', 'Front (text): f', 'Back (text): b'],
      ['basic', 'Front (text): g', 'Back (text): c'],
    ]);
    expect(found.notes.map(({ deck }) => deck)).toEqual(['D::E', 't']);
    await expect(read('u.csv', 'a,b\n', { columns: ['fornt'] })).rejects.toThrow(
      'did you mean "Front"?',
    );
    await expect(read('u.csv', 'a,b\n', { columns: ['tags'] })).rejects.toThrow('Front or Text');
  });

  it('makes cloze notes of rows with deletions', async () => {
    const found = await read('t.csv', 'Front,Back\n{{c1::Paris}} is in France,a city\n');
    expect(notesOf(found)).toEqual([
      ['cloze', 'Text (text): {{c1::Paris}} is in France', 'Extra (text): a city'],
    ]);
  });

  it("reads Quizlet's export, where quotes are text, with any separators", async () => {
    const tabs = await read('q.txt', 'a "b\tc\n"d" e\tf\n');
    expect(notesOf(tabs)).toEqual([
      ['basic', 'Front (text): a "b', 'Back (text): c'],
      ['basic', 'Front (text): "d" e', 'Back (text): f'],
    ]);
    const own = { separator: ' - ', rowSeparator: '\n\n' };
    const found = await readInput(file('q2.txt', 'a - b\nc\n\nd - e - f\n'), own, 'table');
    expect(notesOf(found)).toEqual([
      ['basic', 'Front (text): a', 'Back (text): b\nc'],
      ['basic', 'Front (text): d', 'Back (text): e - f'],
    ]);
  });

  it("reads Brainscape's export, a CSV without a header", async () => {
    const found = await read('b.csv', '"What is\nit?","yes, ""it"""\n"q","a"\n');
    expect(notesOf(found)[0]).toEqual([
      ...['basic', 'Front (text): What is\nit?', 'Back (text): yes, "it"'],
    ]);
  });

  it('reads what spreadsheets write: marks of byte order, UTF-16, Windows-1252, any line ends', async () => {
    const wanted = [['basic', 'Front (text): ä', 'Back (text): ö']];
    expect(notesOf(await read('a.csv', '\uFEFFä,ö\r\n'))).toEqual(wanted);
    expect(notesOf(await read('b.csv', Buffer.from('\uFEFFä\tö\r\n', 'utf16le')))).toEqual(wanted);
    const swapped = Buffer.from('\uFEFFä;ö\r', 'utf16le').swap16();
    expect(notesOf(await read('c.csv', swapped))).toEqual(wanted);
    const old = await read('d.csv', Buffer.from('ä,ö\n', 'latin1'));
    expect(notesOf(old)).toEqual(wanted);
    expect(old.said[0]).toContain('Windows-1252');
  });

  it('reads cells as HTML only where one holds a tag, or as it is told', async () => {
    const text = await read('a.csv', '1 < 2,x & y\n');
    expect(notesOf(text)).toEqual([['basic', 'Front (text): 1 < 2', 'Back (text): x & y']]);
    const html = await read('b.csv', 'a<br>b,c\n');
    expect(notesOf(html)).toEqual([['basic', 'Front (html): a<br>b', 'Back (html): c']]);
    const told = await read('c.csv', 'a<br>b,c\n', { html: false });
    expect(notesOf(told)).toEqual([['basic', 'Front (text): a<br>b', 'Back (text): c']]);
  });
});

describe('the text of a page of cards', () => {
  const page = [
    'Rivers of Europe Flashcards\n(9 cards)\nWhich river is the longest one in Europe?\nThe Volga.\nIt is 3,530 km long.\n',
    'How long is the Rhine? And where\ndoes it rise?\nAbout 1,230 km.\n\nIn the Alps.\n\nWhat does the delta of the Danube look like?\n\n',
    'Name three rivers that flow into the Black Sea\nthe Danube\nthe Dnieper: from Russia\nthe Don\n',
    'Why do they freeze less often?\nWhat has changed since 1950?\nWarmer winters, “what else”.\n\n\n\n',
  ].join('');

  it('becomes questions and answers, with the numbers told', async () => {
    const found = await read('copied.txt', page);
    expect(found.name).toBe('Rivers of Europe');
    expect(found.notes.map(({ fields }) => fields.map(contentOf))).toEqual([
      ['Which river is the longest one in Europe?', 'The Volga.\nIt is 3,530 km long.'],
      ['How long is the Rhine? And where\ndoes it rise?', 'About 1,230 km.\n\nIn the Alps.'],
      ['What does the delta of the Danube look like?'],
      [
        'Name three rivers that flow into the Black Sea',
        'the Danube\nthe Dnieper: from Russia\nthe Don',
      ],
      [
        'Why do they freeze less often?\nWhat has changed since 1950?',
        'Warmer winters, “what else”.',
      ],
    ]);
    expect(found.said[0]).toBe('5 of 9 cards have text.');
    expect(found.said[1]).toContain('1 question has no answer in the file');
  });
});

describe('a folder of CrowdAnki', () => {
  it('that we wrote comes back: guids, fields, tags, note types, media', async () => {
    const collection = media();
    const folder = join(state.folder, 'deck');
    await write(
      writeCrowdanki(collection).map(({ path, content }) => ({
        location: join(folder, path),
        content,
      })),
    );
    for (const found of [await readInput(folder), await readInput(join(folder, 'deck.json'))]) {
      expect(found.notes.map(({ guid, fields }) => [guid, fields.map(contentOf)])).toEqual(
        collection.notes.map(({ guid, fields }) => [guid, fields]),
      );
      expect(found.media.map(({ name, size, sha1 }) => [name, size, sha1]).sort()).toEqual(
        collection.media.map(({ name, size, sha1 }) => [name, size, sha1]).sort(),
      );
      const [type] = found.notetypes;
      expect(type?.fields.map(({ id }) => id)).toEqual(
        collection.notetypes[0]?.fields.map(({ id }) => id),
      );
      expect([type?.css, type?.templates[0]?.front]).toEqual([
        collection.notetypes[0]?.css,
        collection.notetypes[0]?.templates[0]?.front,
      ]);
      expect(found.name).toBe('Samples');
    }
  });

  const deck = (more: object) =>
    JSON.stringify({
      ...{ __type__: 'Deck', name: 'D', children: [], notes: [], note_models: [], ...more },
    });

  it('gives decks within decks, descriptions, presets, and says what is missing', async () => {
    const notetype = {
      crowdanki_uuid: 'm',
      name: 'M',
      flds: [{ name: 'F' }],
      tmpls: [{ name: 'T', qfmt: '{{F}}', afmt: '' }],
    };
    const note = { guid: 'g', fields: ['x', 'too many'], note_model_uuid: 'm', tags: ['b', 'a'] };
    const found = await read(
      'x/deck.json',
      deck({
        deck_config_uuid: 'p',
        deck_configurations: [{ crowdanki_uuid: 'p', name: 'Mine', new: { perDay: 5 } }],
        note_models: [notetype],
        media_files: ['gone.png'],
        children: [
          {
            ...{ name: 'E', desc: 'words', notes: [note, { ...note, note_model_uuid: '?' }] },
            ...{ children: [], deck_config_uuid: 'p' },
          },
        ],
      }),
    );
    expect(found.decks.map(({ name, description }) => [name, description])).toEqual([
      ['D', ''],
      ['D::E', 'words'],
    ]);
    expect(found.notes).toMatchObject([{ guid: 'g', deck: 'D::E', tags: ['a', 'b'] }]);
    expect(found.presets).toEqual([
      { name: 'Mine', decks: ['D', 'D::E'], options: { name: 'Mine', new: { perDay: 5 } } },
    ]);
    expect(found.leftOut).toEqual([
      '1 note of no known note type.',
      '1 media file without a file in media/, such as "gone.png".',
    ]);
  });

  it('opens nothing outside of its media folder, whatever it lists', async () => {
    file('secret.txt', 'secret');
    file('x/media/good.png', 'good');
    symlinkSync(join(state.folder, 'secret.txt'), join(state.folder, 'x/media/link.png'));
    const names = ['../../secret.txt', '/etc/passwd', 'link.png', 'good.png', '..', ''];
    const found = await read('x/deck.json', deck({ media_files: names }));
    expect(found.media.map(({ name }) => name)).toEqual(['good.png']);
  });

  it.each([
    ['no JSON', '{', 'no valid JSON'],
    ['another list', '{"__type__":"Deck"}', 'no deck of CrowdAnki'],
    ['nesting without end', `{"__type__":${'['.repeat(100_000)}`, 'no valid JSON'],
    ['notes that are none', deck({ notes: [5] }), 'no JSON object'],
    ['a note type without fields', deck({ note_models: [{ flds: [], tmpls: [] }] }), 'no fields'],
  ])('tells of %s in a sentence', async (_, text, said) => {
    await expect(read('x/deck.json', text)).rejects.toThrow(said);
  });
});

describe('notes of Obsidian', () => {
  it('give cards of lines, of question marks, of headings and of highlights', async () => {
    file('vault/.obsidian/app.md', '#flashcards a::b');
    file('vault/plain.md', 'no::card');
    file('vault/img/cat one.png', 'cat');
    file(
      'vault/bio/cells.md',
      [
        '---\ntags: [flashcards/biology/cells, "x/y"]\n---\n# Cells\n\nCell::the unit of [[Life|life]] <!--SR:!2023-01-01,3,250-->\n',
        '- ATP:::energy\n\nWhat is in it?\nTwo lines\n?\nA ![[cat one.png|120]]\nand more ^abc123\n\n',
        'The ==nucleus== holds %%no%% DNA.\n\n```\na::b\n```\n\nuse `std::vector` here\n\n',
        '## Which is the largest? #card\n\nThe egg.\n\n- really\n\n## Next\n\nplain\n',
      ].join(''),
    );
    const found = await readInput(join(state.folder, 'vault'));
    expect(notesOf(found)).toEqual([
      ['basic', 'Front (markdown): Cell', 'Back (markdown): the unit of life'],
      ['reversed', 'Front (markdown): ATP', 'Back (markdown): energy'],
      [
        'basic',
        'Front (markdown): What is in it?\nTwo lines',
        'Back (markdown): A ![](<cat one.png>){width=120}\nand more',
      ],
      ['cloze', 'Text (markdown): The ==nucleus== holds  DNA.'],
      ['basic', 'Front (markdown): Which is the largest?', 'Back (markdown): The egg.\n\n- really'],
    ]);
    expect(found.notes[0]).toMatchObject({ deck: 'biology::cells', tags: ['x::y'] });
    expect(found.media.map(({ name, size }) => [name, size])).toEqual([['cat one.png', 3]]);
    expect(found.said).toEqual(['1 of 2 files are marked with #flashcards.']);
    expect(found.leftOut).toEqual(['Progress, kept in 1 comment.']);
  });

  it('name decks by folders where the tag names none, and keep files of one name apart', async () => {
    file('v/a/x.md', '#flashcards\n\nq::![[p.png]]\n');
    file('v/b/y.md', '#flashcards\n\nr::![](p.png) and ![[../../../etc/passwd]]\n');
    file('v/a/p.png', '1');
    file('v/b/p.png', '22');
    const found = await readInput(join(state.folder, 'v'));
    expect(found.notes.map(({ deck }) => deck)).toEqual(['v::a', 'v::b']);
    expect(found.media.map(({ size }) => size)).toEqual([1, 2]);
    expect(new Set(found.media.map(({ name }) => name)).size).toBe(2);
  });

  it('follow no link out of the vault', async () => {
    file('outside/secret.md', '#flashcards\n\na::b');
    file('v/x.md', '#flashcards\n\nc::d');
    symlinkSync(join(state.folder, 'outside'), join(state.folder, 'v/link'));
    expect((await readInput(join(state.folder, 'v'))).notes).toHaveLength(1);
  });
});

describe('hostile text', () => {
  it.each<[what: string, name: string, text: string]>([
    ['backticks', 'a.md', `#flashcards\n\n${'a`'.repeat(100_001)}::x`],
    ['comments', 'a.md', `#flashcards\n\n${'<!--SR:'.repeat(100_000)}\nq::a`],
    ['links', 'a.md', `#flashcards\n\nq::${'![['.repeat(100_000)}${'![]('.repeat(100_000)}`],
    ['tags', 'a.md', `#flashcards\n\n${' #a'.repeat(100_000)}!\nq::a`],
    ['percent signs', 'a.md', `#flashcards\n\n${'%% '.repeat(200_000)}\nq::a`],
    ['highlights', 'a.md', `#flashcards\n\n${'=='.repeat(200_000)}\n\nq::a`],
    ['aliases', 'a.md', `---\na: &a [x]\ntags: [*a, *a]\n---\n#flashcards\n\nq::a`],
    ['spaces', 'a.txt', `T\n(1 card)\nWhat?${' '.repeat(200_000)}x\nQ?\nA`],
    ['question marks', 'a.txt', `T\n(1 card)\n${'?'.repeat(500_000)}\nA`],
    ['half tags', 'a.csv', `q,${'<br '.repeat(200_000)}\n`],
    ['quotes', 'a.csv', `q,${'""'.repeat(200_000)}\n`],
    ['a header of one key', 'a.txt', `#tags:${'a '.repeat(100_000)}\nq\ta\n`],
  ])('of many %s is read', async (_, name, text) => {
    expect((await read(name, text)).notes.length).toBeGreaterThan(0);
  });

  it.each<[what: string, name: string, text: string | Uint8Array, said: string]>([
    ['a quote that is never closed', 'a.csv', 'a,b\n"c,d\n'.repeat(3), 'never closed'],
    ['a table without end', 'a.csv', `a${','.repeat(5000)}\n`, 'more than 1000 columns'],
    ['bytes that are no text', 'a.csv', Buffer.from([0x61, 0, 1, 2, 255]), 'zero bytes'],
    [
      'note types without end',
      'a.txt',
      `#notetype column:1\n${typesWithoutEnd()}`,
      '1000 note types',
    ],
    ['a picture', 'a.png', Buffer.from([0x89, 0x50]), 'of no known kind'],
  ])('that is %s is refused in a sentence', async (_, name, text, said) => {
    await expect(read(name, text)).rejects.toThrow(said);
  });

  it('that is too large is refused', async () => {
    await expect(read('a.csv', Buffer.alloc(129 * 2 ** 20, 'a,b\n'))).rejects.toThrow(
      'larger than',
    );
  });
});

function typesWithoutEnd(): string {
  return Array.from({ length: 1001 }, (_, index) => `type ${index}\tq\ta\n`).join('');
}
