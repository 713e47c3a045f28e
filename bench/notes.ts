/** A note of the benchmark, before it is written in the syntax of any tool. */
export interface PlainNote {
  question: string;
  /** Markdown, with formulas between dollars; a cloze has deletions as `{{text}}` or `{{c3::text}}`. */
  answer: string;
  cloze: boolean;
}

/** Notes that one file, which is one deck, holds. */
export interface PlainDeck {
  /** Name of the file, without its ending. */
  file: string;
  name: string;
  notes: PlainNote[];
}

/** Decks of `count` notes of mixed kinds, with formulas, lists, links, code and tables. */
export function mixedDecks(count: number, perFile: number): PlainDeck[] {
  return cut(count, perFile, mixed);
}

/** Decks of `count` notes with a picture each. */
export function pictureDecks(count: number, perFile: number): PlainDeck[] {
  return cut(count, perFile, (number) => ({
    question: `What does picture ${number} show?`,
    answer: `![The ${word(number)} ${number}](media/${pictureName(number)})\n\nThe ${word(number * 7 + 3)} of case ${number}.\n`,
    cloze: false,
  }));
}

/** The file name of a picture. */
export function pictureName(number: number): string {
  return `picture-${String(number).padStart(5, '0')}.png`;
}

function cut(count: number, perFile: number, note: (number: number) => PlainNote): PlainDeck[] {
  return Array.from({ length: Math.ceil(count / perFile) }, (_, index) => {
    const number = String(index).padStart(4, '0');
    const length = Math.min(perFile, count - index * perFile);
    return {
      file: `part-${number}`,
      name: `Part ${number}`,
      notes: Array.from({ length }, (_unused, place) => note(index * perFile + place)),
    };
  });
}

const words =
  'network gradient weight layer loss batch kernel token tree leaf margin epoch vector matrix sample feature class score depth width'.split(
    ' ',
  );

function word(number: number): string {
  return words[number % words.length] ?? '';
}

const forms = [basic, list, cloze, code, choice, table];

function mixed(number: number): PlainNote {
  const form = forms[number % forms.length] ?? basic;
  const [question, answer] = form(
    number,
    word(number),
    word(number * 7 + 3),
    word(number * 13 + 5),
  );
  return { question, answer, cloze: form === cloze };
}

type Sides = [question: string, answer: string];

function basic(number: number, a: string, b: string, c: string): Sides {
  return [
    `What does ${a} ${number} say about the *${b}*?`,
    `The ${c} is $${a[0]}_{${number}} = \\frac{${b[0]}^${number % 9}}{1 + e^{-x}}$, as [explained](https://example.org/${a}/${number}) there.
`,
  ];
}

function list(number: number, a: string, b: string, c: string): Sides {
  return [
    `Which steps lead from ${a} to ${b} ${number}?`,
    `1. Take the **${c}** of step ${number}.
2. Multiply it by $\\sqrt{${number}}$:
   - once for the ${a},
   - once for the \`${b}_${number}\`.
3. Done.
`,
  ];
}

function cloze(number: number, a: string, b: string, c: string): Sides {
  return [
    `On the ${a} of ${number}`,
    `A {{${b} ${number}}} turns the ${c} into {{a ${a}::what?}}, where $x_{${number}} = {{c3::\\frac{1}{${number + 1}}}}$.
`,
  ];
}

function code(number: number, a: string, b: string, c: string): Sides {
  return [
    `How is the ${a} ${number} computed?`,
    `\`\`\`python
def ${a}_${number}(${b}, ${c}=${number}):
    """The ${a} of a ${b}."""
    return [x * ${c} for x in ${b} if x > ${number % 5}]
\`\`\`
`,
  ];
}

function choice(number: number, a: string, b: string, c: string): Sides {
  return [
    `Which of these changes the ${a} in case ${number}?`,
    `- [x] the ${b} of $\\alpha_{${number}}$
- [ ] the ${c}
- [ ] nothing
`,
  ];
}

function table(number: number, a: string, b: string, c: string): Sides {
  return [
    `How do ${a} and ${b} differ at ${number}?`,
    `| | ${a} | ${b} |
|---|---|---|
| ${c} | ${number} | ${number * 2} |
| cost | low | $O(n^{${(number % 4) + 1}})$ |
`,
  ];
}
