import type { Files } from '../project.ts';

/** A circle of this radius. */
export function picture(radius: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="${radius}"/></svg>`;
}

const terms =
  'batch bias dropout embedding epoch gradient kernel layer loss margin momentum neuron padding pooling recall softmax stride tensor token vector'.split(
    ' ',
  );
const question = (term: string) => `What is the purpose of ${term}?`;
const answer = (term: string) =>
  `It is what a learning machine needs a ${term} for, in one sentence.`;

type Pair = [front: string, back: string];
const noteText = ([front, back]: Pair) => `## ${front}\n\n${back}\n`;
const deck = (name: string, notes: Pair[], more = '') =>
  `${more}# ${name}\n\n${notes.map(noteText).join('\n')}`;

const basics: Pair[] = terms.map((term) => [question(term), answer(term)]);
const pictures: Pair[] = ['circle', 'square', 'star'].map((name) => [
  `Which shape is a ${name}?`,
  `![a ${name}](${name}.svg)`,
]);
const gaps: Pair[] = ['sigmoid', 'tanh', 'ReLU', 'GELU', 'softplus'].map((name, index) => [
  `Activation ${index + 1}`,
  `The function {{${name}}} takes {{a number}} and gives {{another one}}.`,
]);
const both: Pair[] = ['cat', 'dog', 'cow', 'hen', 'fox', 'ant', 'bee'].map((name) => [
  `The ${name} {type=reversed}`,
  `An animal that is called ${name} in English.`,
]);

const first: Files = {
  'decks/basics.md': deck('Basics', basics),
  'decks/pictures.md': deck('Pictures', pictures),
  'decks/circle.svg': picture(1),
  'decks/square.svg': picture(2),
  'decks/star.svg': picture(3),
  'decks/gaps.md': deck('Gaps', gaps),
  'decks/both.md': deck('Animals', both),
};

/** What the author's second release does, all of it at once. */
const [batch, bias, dropout, embedding] = [0, 1, 2, 3].map((index) => question(terms[index] ?? ''));
const anew = {
  /** The back tells it. */
  reworded: 'Why would anybody train on a batch?',
  /** Likeness and place tell it, as the back is another too. */
  rewordedToo: 'What exactly is the main purpose of bias?',
  inserted: 'Why does one shuffle the samples first?',
};
const secondBasics = basics.flatMap(([front, back]): Pair[] => {
  if (front === batch) return [[anew.reworded, back]];
  if (front === bias) return [[anew.rewordedToo, 'It shifts the sum.']];
  if (front === dropout) return [[front, 'It turns off some neurons, as was mended here.']];
  if (front === embedding) return [];
  if (front === question('layer'))
    return [
      [anew.inserted, 'So that no order is learnt.'],
      [front, back],
    ];
  return [[front, back]];
});

const restyled: Files = {
  'templates/basic/notetype.yaml': 'name: Basic in brown\nextends: basic\n',
  'templates/basic/style.css': '.card {\n  --dw-accent: #7a3e00;\n}\n',
};

export const rehearsal = {
  first,
  learner: {
    edits: question('gradient'),
    editsToo: dropout ?? '',
    tags: question('kernel'),
    moves: question('loss'),
    suspends: question('margin'),
    flags: question('recall'),
  },
  second: {
    'decks/basics.md': undefined,
    'decks/foundations.md': deck('Basics', secondBasics),
    'decks/star.svg': picture(4),
    ...restyled,
  } satisfies Files,
  author: {
    changed: [anew.reworded, anew.rewordedToo, dropout ?? '', 'Which shape is a star?'],
    added: [anew.inserted],
    removed: embedding ?? '',
  },
  later,
  lost: {
    was: batch ?? '',
    reworded: 'How large should one choose a batch?',
    changes: {
      'decks/basics.md': deck('Basics', [
        ['How large should one choose a batch?', 'As memory allows.'],
        ...basics.slice(1),
      ]),
    } satisfies Files,
  },
  country,
};

/** The first, second, … release after the first one: a note mended, one reworded, one put before all others, two swapped. */
function later(files: Files, number: number): { changes: Files; changed: string[] } {
  const path = 'decks/basics.md';
  const [head = '', ...notes] = String(files[path]).split(/^(?=## )/mu);
  const [mended, reworded] = [question(terms[number] ?? ''), question(terms[number + 8] ?? '')];
  const next = notes.map((note) => {
    if (note.startsWith(`## ${mended}`)) return `${note.trimEnd()} Mended ${number}.\n\n`;
    return note.startsWith(`## ${reworded}`)
      ? note.replace('the purpose', 'the very purpose')
      : note;
  });
  const added = `## Which release brought note ${number}?\n\nThe one of that number.\n\n`;
  const swapped = [next[1] ?? '', next[0] ?? '', ...next.slice(2)];
  return {
    changes: { [path]: [head, added, ...swapped].join('') },
    changed: [mended, reworded.replace('the purpose', 'the very purpose')],
  };
}

/** Two countries, with a third field of this name, which a heading fills. */
function country(field: string, capital = 'Rome'): Files {
  const note = (name: string, city: string) =>
    `## ${name}\n\n${city}\n\n### ${field}\n\nOf ${name}.\n`;
  return {
    'decks/a.md': `---\ntype: country\n---\n# Countries\n\n${note('France', 'Paris')}\n${note('Italy', capital)}`,
    'templates/country/notetype.yaml': `name: Country\nfields:\n  - name: Country\n  - name: Capital\n  - name: ${field}\ntemplates:\n  - name: Card\n`,
    'templates/country/card.front.html': '{{Country}}',
    'templates/country/card.back.html': `{{FrontSide}}<hr id=answer>{{Capital}} {{${field}}}`,
  };
}

/** Notes that are removed, and one that stays. */
export const ends = {
  plain: '## Plain?\n\nYes.',
  reversed: '## Both ways? {type=reversed}\n\nAlso yes.',
  cloze: '## The gaps\n\nOne {{gap}} and {{another}}.',
  picture:
    '## Parts {type=image-occlusion}\n\n![](shape.svg)\n\n- rect 0.1 0.1 0.2 0.2: left\n- rect 0.5 0.5 0.2 0.2: right',
  typed: '## Spell it {type=typed}\n\nword',
  choice: '## Which? \n\n- [x] this\n- [ ] that',
  stays: '## This one?\n\nIt stays.',
};
