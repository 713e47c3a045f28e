import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const perFile = 50;
const words =
  'network gradient weight layer loss batch kernel token tree leaf margin epoch vector matrix sample feature class score depth width'.split(
    ' ',
  );

/** Writes a project of `count` notes of mixed kinds with math, lists, links, code and tables. */
export function generate(root: string, count: number): void {
  mkdirSync(join(root, 'decks'), { recursive: true });
  writeFileSync(join(root, 'deckwright.yaml'), 'namespace: bench\n');
  for (let start = 0; start < count; start += perFile) {
    const notes = Array.from({ length: Math.min(perFile, count - start) }, (_, index) =>
      note(start + index),
    );
    const number = String(start / perFile).padStart(4, '0');
    writeFileSync(
      join(root, 'decks', `part-${number}.md`),
      `# Part ${number}\n\n${notes.join('\n')}`,
    );
  }
}

function note(number: number): string {
  const [a, b, c] = [word(number), word(number * 7 + 3), word(number * 13 + 5)];
  const forms = [basic, list, cloze, code, choice, table];
  return forms[number % forms.length]?.(number, a, b, c) ?? '';
}

function word(number: number): string {
  return words[number % words.length] ?? '';
}

function basic(number: number, a: string, b: string, c: string): string {
  return `## What does ${a} ${number} say about the *${b}*?

The ${c} is $${a[0]}_{${number}} = \\frac{${b[0]}^${number % 9}}{1 + e^{-x}}$, as [explained](https://example.org/${a}/${number}) there.
`;
}

function list(number: number, a: string, b: string, c: string): string {
  return `## Which steps lead from ${a} to ${b} ${number}?

1. Take the **${c}** of step ${number}.
2. Multiply it by $\\sqrt{${number}}$:
   - once for the ${a},
   - once for the \`${b}_${number}\`.
3. Done.
`;
}

function cloze(number: number, a: string, b: string, c: string): string {
  return `## On the ${a} of ${number}

A {{${b} ${number}}} turns the ${c} into {{a ${a}::what?}}, where $x_{${number}} = {{c3::\\frac{1}{${number + 1}}}}$.
`;
}

function code(number: number, a: string, b: string, c: string): string {
  return `## How is the ${a} ${number} computed?

\`\`\`python
def ${a}_${number}(${b}, ${c}=${number}):
    """The ${a} of a ${b}."""
    return [x * ${c} for x in ${b} if x > ${number % 5}]
\`\`\`
`;
}

function choice(number: number, a: string, b: string, c: string): string {
  return `## Which of these changes the ${a} in case ${number}?

- [x] the ${b} of $\\alpha_{${number}}$
- [ ] the ${c}
- [ ] nothing
`;
}

function table(number: number, a: string, b: string, c: string): string {
  return `## How do ${a} and ${b} differ at ${number}?

| | ${a} | ${b} |
|---|---|---|
| ${c} | ${number} | ${number * 2} |
| cost | low | $O(n^{${(number % 4) + 1}})$ |
`;
}
