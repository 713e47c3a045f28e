import fc from 'fast-check';

/** One damage to a text: numbers are taken modulo what there is. */
export interface Change {
  how: 'cut' | 'double' | 'swap' | 'insert' | 'replace';
  /** In characters, or in whole lines. */
  by: 'character' | 'line';
  at: number;
  length: number;
  /** Where the other piece of a swap begins. */
  to: number;
  mark: string;
}

/** A damaged project: which one, which of its texts, and how. */
export interface Mutation {
  seed: number;
  text: number;
  changes: Change[];
  /** Whether learners have the sound one already. */
  published: boolean;
}

/** What means something somewhere in a deck, and what no text should hold. */
const marks = [
  ...['{{', '}}', '::', '{{c1::', '{{c2::x}}', '{{x}}', '{', '}', '{c1::x}', '==', '=='],
  ...['$', '$$', '\n$$\n', '|', '\\|', '`', '``', '```', '\n```\n', '~~~', '\n````\n'],
  ...['[', ']', '(', ')', '](', '![', '[^1]', '[^1]: ', '[a]: /b\n', '- [ ] ', '- [x] ', '*'],
  ...['\0', '\ud800', '\udc00', '\r', '\r\n', '\ufeff', '\u2028', '\ufdd9', '\u0301', '😀'],
  ...['---', '\n---\n', '\n\n---\n\n', '***', '===', '#', '## ', '# ', '### ', '\n## x\n\ny\n'],
  ...['Q:', 'A:', 'C:', 'E:', '\nQ: x\nA: y\n', '\nC: [x]\n', '> ', '>>>>>>>> ', '- ', '1. '],
  ...[',', '"', '""', '\t', ';', '    ', ' ', '\n', '\n\n', '\\', '\\\\', '&', '&amp;', '&#0;'],
  ...['<', '>', '<b>', '</div>', '<!--', '-->', '<!-- x -->', '<script>', '<img src=x>', '<!'],
  ...[' {#a}', ' {.b}', ' {type=cloze}', ' {type=reversed}', ' {skip}', '{width=3}', ' {x=y}'],
  ...['tags: [a]\n', 'type: cloze\n', 'note-level: 3\n', 'form: qa\n', ': ', '&a', '*a', '!!x '],
  ...['\\frac{', '\\begin{x}', '\\def\\a{\\a\\a}', '%', '#1', '^', '_', '~~', 'http://a.b/', ':'],
  ...['\u202e', '\u00a0', '\x07', '\x1f', '\u0000', 'ﬁ', 'ß', '漢字[かん]', '$1', '{{FrontSide}}'],
];

const length = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 1000 }) },
);
const place = fc.nat(0xfffff);

const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('cut', 'double', 'swap', 'insert', 'insert', 'replace'),
  by: fc.constantFrom('character', 'character', 'line'),
  ...{ at: place, length, to: place },
  mark: fc.constantFrom(...marks),
});

/** Damages to one of so many projects. */
export function mutations(seeds: number): fc.Arbitrary<Mutation> {
  return fc.record({
    seed: fc.nat(seeds - 1),
    text: fc.nat(0xff),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    published: fc.boolean(),
  });
}

/** The text with all changes, one after the other. */
export function mutate(text: string, changes: Change[]): string {
  return changes.reduce(
    (before, one) =>
      one.by === 'line'
        ? changed(before.split(/(?<=\n)/u), one, [`${one.mark}\n`]).join('')
        : changed(before.split(''), one, [one.mark]).join(''),
    text,
  );
}

function changed(parts: string[], { how, at, length, to }: Change, mark: string[]): string[] {
  const start = at % (parts.length + 1);
  const [before, piece, after] = cut(parts, start, length);
  if (how === 'cut') return [...before, ...after];
  if (how === 'double') return [...before, ...piece, ...piece, ...after];
  if (how === 'insert') return [...before, ...mark, ...piece, ...after];
  if (how === 'replace') return [...before, ...mark, ...after];
  const [between, other, rest] = cut(after, to % (after.length + 1), length);
  return [...before, ...other, ...between, ...piece, ...rest];
}

function cut(parts: string[], start: number, length: number): [string[], string[], string[]] {
  const end = start + length;
  return [parts.slice(0, start), parts.slice(start, end), parts.slice(end)];
}

/** UTF-8; half a pair comes out as the bytes that no decoder takes. */
export function encoded(text: string): Uint8Array {
  const parts = text.split(/(\p{Surrogate})/u).map((part) => {
    if (!/^\p{Surrogate}$/u.test(part)) return Buffer.from(part);
    const code = part.charCodeAt(0);
    return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]);
  });
  return Buffer.concat(parts);
}
