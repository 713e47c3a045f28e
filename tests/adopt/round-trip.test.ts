import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import type { AuthoredContent } from '../engine/types.ts';
import { run, stateOf, treeOf } from './projects.ts';

const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>');

/** The habits of shared decks, as an author in Anki has them. */
const content: AuthoredContent = {
  notetypes: [
    {
      name: 'Add-on: 言語',
      fields: ['Ωmega', 'Context', 'Edit', 'Extra'],
      templates: [
        {
          name: 'Ä 1',
          front: '{{Ωmega}}<script>var x = "</b>";</script>\n\n',
          back: '{{FrontSide}}<hr id=answer>{{furigana:Context}} {{tts en_US:Ωmega}}',
        },
        { name: 'ä-1', front: '{{#Edit}}{{Edit}}{{/Edit}}', back: '{{Ωmega}} {{hint:Extra}}' },
      ],
      css: '@font-face { src: url("_font.woff2") }\n.card { color: red }  ',
    },
    {
      name: 'Own gaps',
      kind: 'cloze',
      fields: ['Text', 'Extra'],
      templates: [{ name: 'Gap', front: '{{cloze:Text}}', back: '{{cloze:Text}}{{Extra}}' }],
    },
  ],
  media: {
    'with space.svg': picture.toString('base64'),
    'été 日本.svg': Buffer.concat([picture, Buffer.from(' ')]).toString('base64'),
    '_font.woff2': Buffer.alloc(5000, 'font').toString('base64'),
    'say.mp3': Buffer.from('sound').toString('base64'),
  },
  decks: { 'Top::Middle': 'A <b>description</b>', Top: 'plain words' },
  notes: [
    {
      ...{
        notetype: 'Basic',
        fields: ['What is <b>this</b>?<br><img src="with space.svg">', '007'],
      },
      ...{ deck: 'Top::Middle::Leaf', tags: ['b::c', 'Ä', "it's=odd"], guid: 'a"<&>::1' },
    },
    { notetype: 'Basic', fields: ['same front', 'one'], deck: 'Top::Middle::Leaf' },
    { notetype: 'Basic', fields: ['same front', 'two'], deck: 'Top::Middle::Leaf' },
    { notetype: 'Basic', fields: ['<div>old</div><div>editor</div>', '\\(a<b\\)'], deck: 'CON' },
    {
      notetype: 'Basic (and reversed card)',
      fields: ['uno', '<p class="MsoNormal" style="margin:0">pasted &amp; <b>x</b></p>'],
      deck: 'Été::日本語',
    },
    { notetype: 'Basic (type in the answer)', fields: ['capital?', 'Paris'], deck: 'con' },
    {
      notetype: 'Add-on: 言語',
      fields: ['α', ' 漢字[かんじ]', 'edit', '<img src="été 日本.svg">[sound:say.mp3]'],
      deck: '😀',
    },
    {
      notetype: 'Own gaps',
      fields: ['{{c1::One}} {{c3::\\(x\\)::hint}}<br>{{c1::two}}', '\n'],
      deck: 'Top::Gaps',
      mod: 1_600_000_000,
    },
    { notetype: 'Cloze', fields: ['{{c1::a {{c2::b}} c}}', ''], deck: 'Top::Gaps' },
    {
      notetype: 'Image Occlusion',
      fields: [
        '{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.05:oi=1}}<br>',
        '<img src="with space.svg">',
        'Header',
        'Back',
        '',
      ],
      deck: 'Top',
    },
  ],
};

describe.skipIf(!engineAvailable)('a package that is adopted', () => {
  const state = { folder: '' };
  let engine: Engine;
  beforeAll(async () => {
    state.folder = mkdtempSync(join(tmpdir(), 'deckwright-round-'));
    engine = await startEngine();
  });
  afterAll(async () => {
    await engine?.stop();
    rmSync(state.folder, { recursive: true, force: true });
  });

  describe.each(['legacy', 'latest'] as const)('in the %s form', (format) => {
    const at = (name: string) => join(state.folder, `${format}-${name}`);
    let said = '';
    beforeAll(async () => {
      await engine.make(at('deck.apkg'), content, { format });
      said = (await run('import', [at('deck.apkg')], { root: at('project') })).out;
      await run('build', [], { root: at('project') });
      const [built = ''] = readdirSync(join(at('project'), 'dist'));
      cpSync(join(at('project'), 'dist', built), join(at('again'), 'legacy-deck.apkg'));
      cpSync(join(at('project'), 'dist', built), join(at('again'), `${format}-deck.apkg`));
    });

    it('changes nothing for learners when it is built, and costs no card', async () => {
      const report = await engine.import([
        at('deck.apkg'),
        join(at('again'), `${format}-deck.apkg`),
      ]);
      const [, second] = report.imports;
      expect(second).toMatchObject({ conflicting: [], new: [], updated: [] });
      expect(report.problems).toEqual([]);
    });

    it('gives new learners the same notes, note types and decks', async () => {
      const [original, rebuilt] = await Promise.all(
        [at('deck.apkg'), join(at('again'), `${format}-deck.apkg`)].map((path) =>
          stateOf(engine, path),
        ),
      );
      expect(rebuilt).toEqual(original);
    });

    it('is the same Markdown when it is imported once more', async () => {
      await run('import', [join(at('again'), `${format}-deck.apkg`)], { root: at('second') });
      expect(treeOf(at('second'))).toEqual(treeOf(at('project')));
    });

    it('says what it did', () => {
      expect(said).toContain('10 notes in');
      expect(said).toMatch(/\d+ of \d+ fields became Markdown/u);
    });
  });
});
