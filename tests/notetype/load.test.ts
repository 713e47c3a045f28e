import { describe, expect, it } from 'vitest';
import { loadNotetype, loadNotetypes } from '../../src/notetype/index.ts';
import { builtIns, folder, said, sharedStyles } from './folder.ts';

const yaml = `name: Country
fields:
  - name: Front
  - name: Back
templates:
  - name: Card 1
`;
const sides = { 'card-1.front.html': '{{Front}}\n', 'card-1.back.html': '{{Back}}\n' };

describe('the built-in note types', () => {
  const inputs = builtIns();
  const notetypes = loadNotetypes(inputs, sharedStyles());

  it('load without a message', () => {
    expect(inputs.flatMap(said)).toEqual([]);
  });

  it('keep their shape and ids for ever', () => {
    const shapes = [...notetypes.values()].map(({ key, id, name, kind, fields, templates }) => ({
      key,
      type: `${id} ${name} (${kind})`,
      fields: fields.map((field) => `${field.id} ${field.name}${field.required ? '*' : ''}`),
      templates: templates.map((template) => `${template.id} ${template.name}`),
    }));
    expect(shapes).toMatchInlineSnapshot(`
      [
        {
          "fields": [
            "1790000001001 Front*",
            "1790000001002 Back*",
            "1790000001003 Extra",
            "1790000001004 Source",
            "1790000001005 Context",
            "1790000001006 Edit",
          ],
          "key": "basic",
          "templates": [
            "1790000001501 Card",
          ],
          "type": "1790000000001 Deckwright Basic (normal)",
        },
        {
          "fields": [
            "1790000005001 Front*",
            "1790000005002 Options*",
            "1790000005003 Back",
            "1790000005004 Extra",
            "1790000005005 Source",
            "1790000005006 Context",
            "1790000005007 Edit",
          ],
          "key": "choice",
          "templates": [
            "1790000005501 Card",
          ],
          "type": "1790000000005 Deckwright Choice (normal)",
        },
        {
          "fields": [
            "1790000004001 Text*",
            "1790000004002 Title",
            "1790000004003 Extra",
            "1790000004004 Source",
            "1790000004005 Context",
            "1790000004006 Edit",
          ],
          "key": "cloze",
          "templates": [
            "1790000004501 Cloze",
          ],
          "type": "1790000000004 Deckwright Cloze (cloze)",
        },
        {
          "fields": [
            "1790000006001 Occlusion",
            "1790000006002 Image",
            "1790000006003 Header",
            "1790000006004 Back Extra",
            "1790000006005 Comments",
            "1790000006006 Source",
            "1790000006007 Context",
            "1790000006008 Edit",
          ],
          "key": "image-occlusion",
          "templates": [
            "1790000006501 Image Occlusion",
          ],
          "type": "1790000000006 Deckwright Image Occlusion (cloze)",
        },
        {
          "fields": [
            "1790000002001 Front*",
            "1790000002002 Back*",
            "1790000002003 Extra",
            "1790000002004 Source",
            "1790000002005 Context",
            "1790000002006 Edit",
          ],
          "key": "reversed",
          "templates": [
            "1790000002501 Forward",
            "1790000002502 Reverse",
          ],
          "type": "1790000000002 Deckwright Reversed (normal)",
        },
        {
          "fields": [
            "1790000003001 Front*",
            "1790000003002 Answer*",
            "1790000003003 Back",
            "1790000003004 Extra",
            "1790000003005 Source",
            "1790000003006 Context",
            "1790000003007 Edit",
          ],
          "key": "typed",
          "templates": [
            "1790000003501 Card",
          ],
          "type": "1790000000003 Deckwright Typed (normal)",
        },
      ]
    `);
  });

  it('share one base of styling', () => {
    const base = sharedStyles().get('base') ?? '';
    for (const { css, sharedCss } of notetypes.values()) {
      expect(sharedCss).toBe(base);
      expect(css.startsWith(base)).toBe(true);
    }
  });

  it('load nothing from elsewhere, and run nothing but the painting of occlusions in the app', () => {
    const painting =
      /<script>\s*try \{\s*anki\.imageOcclusion\.setup\(\);\s*\} catch \(error\) \{\s*document\.getElementById\("err"\)\.textContent = "[^"]*" \+ error;\s*\}\s*<\/script>/gu;
    for (const { key, css, templates } of notetypes.values()) {
      const all = [css, ...templates.flatMap(({ front, back }) => [front, back])].join('\n');
      const rest = key === 'image-occlusion' ? all.replace(painting, '') : all;
      expect(rest).not.toMatch(/@import|url\(|https?:|<script|\son\w+=/i);
    }
  });
});

describe('loadNotetype', () => {
  it('fills in what is left out', () => {
    const input = folder('country', { 'notetype.yaml': yaml, ...sides });
    const notetype = loadNotetype(input);
    expect(said(input)).toEqual([]);
    expect(notetype).toMatchObject({
      key: 'country',
      kind: 'normal',
      sortField: 0,
      css: '',
      stockKind: 0,
      folder: 'templates/country',
      templates: [{ name: 'Card 1', front: '{{Front}}', back: '{{Back}}', browserFront: '' }],
    });
    expect(notetype?.fields[1]).toEqual({
      name: 'Back',
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
    });
    expect(notetype).not.toHaveProperty('id');
  });

  it('keeps ids beyond what a number holds, when quoted', () => {
    const text = yaml.replace('name: Back', 'name: Back\n    id: "-8234567890123456789"');
    const notetype = loadNotetype(folder('country', { 'notetype.yaml': text, ...sides }));
    expect(notetype?.fields[1]?.id).toBe(-8234567890123456789n);
  });

  it.each<[what: string, files: Record<string, string>, messages: string[]]>([
    ['no notetype.yaml', { ...sides }, ['card-1.front.html:-:- notetype-missing-part']],
    [
      'no fields and templates',
      { 'notetype.yaml': 'name: X\n' },
      ['notetype.yaml:1:1 notetype-missing-part'],
    ],
    [
      'a template without files',
      { 'notetype.yaml': yaml },
      ['notetype.yaml:6:11 notetype-missing-part', 'notetype.yaml:6:11 notetype-missing-part'],
    ],
    [
      'names that Anki changes',
      {
        'notetype.yaml':
          'name: A"B\nfields:\n  - name: "#x"\n  - name: "a:b"\ntemplates: [{name: ""}]\n',
      },
      [
        'notetype.yaml:1:7 notetype-name',
        'notetype.yaml:3:11 notetype-field-name',
        'notetype.yaml:4:11 notetype-field-name',
        'notetype.yaml:5:20 notetype-template-name',
      ],
    ],
    [
      'two names that differ only in case',
      { 'notetype.yaml': yaml.replace('name: Back', 'name: front'), ...sides },
      ['notetype.yaml:4:11 notetype-repeated-name'],
    ],
    [
      'two equal ids',
      {
        'notetype.yaml': yaml
          .replace('name: Front', 'name: Front\n    id: 7')
          .replace('name: Back', 'name: Back\n    id: 7'),
        ...sides,
      },
      ['notetype.yaml:6:9 notetype-repeated-id'],
    ],
    [
      'an unknown sort field, style and file',
      {
        'notetype.yaml': `${yaml}sort-field: Bcak\nstyles: [bass]\n`,
        ...sides,
        'card.front.html': '{{Front}}',
      },
      [
        'notetype.yaml:8:10 notetype-unknown-style',
        'notetype.yaml:7:13 notetype-unknown-sort-field',
        'card.front.html:-:- notetype-stray-file',
      ],
    ],
    [
      'an unknown type to extend',
      { 'notetype.yaml': 'name: X\nextends: basc\n' },
      ['notetype.yaml:2:10 notetype-unknown-base'],
    ],
  ])('tells of %s', (_what, files, expected) => {
    const input = folder('country', files);
    expect(loadNotetype({ ...input, styles: new Map([['base', '']]) })).toBeUndefined();
    expect(said(input).sort()).toEqual([...expected].sort());
  });
});

describe('loadNotetypes', () => {
  const load = (...own: ReturnType<typeof folder>[]) =>
    loadNotetypes([...builtIns(), ...own], sharedStyles());

  it('takes over what an extending type leaves out', () => {
    const own = folder('mine', {
      'notetype.yaml': 'name: Mine\nextends: basic\n',
      'card.back.html': '{{Back}}',
      'style.css': '.card { color: red }\n',
    });
    const notetypes = load(own);
    const mine = notetypes.get('mine');
    const basic = notetypes.get('basic');
    expect(said(own)).toEqual([]);
    expect(mine?.fields).toEqual(basic?.fields);
    expect(mine).not.toHaveProperty('id');
    expect(mine?.templates[0]).toMatchObject({
      front: basic?.templates[0]?.front,
      back: '{{Back}}',
    });
    expect(mine?.css).toBe(`${sharedStyles().get('base')}.card { color: red }\n`);
  });

  it('extends types that come later, and those that extend', () => {
    const notetypes = load(
      folder('a', { 'notetype.yaml': 'name: A\nextends: b\nsort-field: Back\n' }),
      folder('b', { 'notetype.yaml': 'name: B\nextends: basic\nstyles: []\n' }),
    );
    expect(notetypes.get('a')).toMatchObject({ name: 'A', sortField: 1, sharedCss: '' });
    expect(notetypes.get('a')?.templates).toEqual(notetypes.get('basic')?.templates);
  });

  it('lets a folder of the same key replace a built-in type, and extend it', () => {
    const own = folder('basic', { 'notetype.yaml': 'name: House style\nextends: basic\n' });
    const notetypes = load(own);
    expect(said(own)).toEqual([]);
    expect(notetypes.get('basic')).toMatchObject({ name: 'House style', builtIn: false });
    expect(notetypes.size).toBe(builtIns().length);
  });

  it('breaks a circle', () => {
    const a = folder('a', { 'notetype.yaml': 'name: A\nextends: b\n' });
    const b = folder('b', { 'notetype.yaml': 'name: B\nextends: a\n' });
    expect(load(a, b).size).toBe(builtIns().length);
    expect([...said(a), ...said(b)]).toEqual(['notetype.yaml:2:10 notetype-base-cycle']);
  });

  it('tells of a name or id taken twice', () => {
    const name = folder('n', { 'notetype.yaml': 'extends: basic\nname: deckwright basic\n' });
    const id = folder('i', { 'notetype.yaml': 'extends: basic\nname: I\nid: 1790000000001\n' });
    const notetypes = load(name, id);
    expect(said(name)).toEqual(['notetype.yaml:2:7 notetype-repeated-name']);
    expect(said(id)).toEqual(['notetype.yaml:3:5 notetype-repeated-id']);
    expect([...notetypes.keys()]).not.toContain('n');
    expect([...notetypes.keys()]).not.toContain('i');
  });
});
