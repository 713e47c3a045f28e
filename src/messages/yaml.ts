import { define } from './define.ts';
import { listed } from './listed.ts';

/** The text is not YAML. `problem` is the parser's sentence. */
export const yamlSyntax = define('yaml-syntax', 'error', (problem: string) => ({
  reason: `Unexpected YAML, expected something else here: ${problem}`,
  note: 'Mend the YAML at this place; text with `: `, `#`, `[`, `{` or quotes in it stands in quotes.',
}));

/** One map has the same key twice. */
export const yamlDuplicateKey = define(
  'yaml-duplicate-key',
  'error',
  (key: string, firstLine: number) => ({
    reason: `Unexpected second key \`${key}\`, expected each key once (the first is on line ${firstLine})`,
    note: 'Keep one of the two, or join their values.',
  }),
);

/** A key that the schema does not know. */
export const yamlUnknownKey = define(
  'yaml-unknown-key',
  'error',
  (key: string, allowed: string[], nearest: string | undefined) => ({
    reason: `Unexpected key \`${key}\`, expected ${nearest ? `\`${nearest}\`` : listed(allowed)}`,
    note: nearest ? `Did you mean \`${nearest}\`?` : 'Take the key out, or correct its name.',
  }),
);

/** A key that must be there is not. */
export const yamlMissingKey = define(
  'yaml-missing-key',
  'error',
  (key: string, expected: string) => ({
    reason: `Unexpected end of the keys, expected \`${key}\` (${expected})`,
    note: `Add \`${key}:\` here.`,
  }),
);

/** A value of a wrong kind, or outside what is allowed. `what` is where, in words (`key \`tags\``). */
export const yamlValue = define(
  'yaml-value',
  'error',
  (got: string, what: string, expected: string, nearest?: string) => ({
    reason: `Unexpected ${got} for ${what}, expected ${expected}`,
    note: nearest ? `Did you mean \`${nearest}\`?` : `Give ${what} ${expected}.`,
  }),
);

/** The YAML is larger than anything a person writes. */
export const yamlTooLarge = define('yaml-too-large', 'error', (size: number, limit: number) => ({
  reason: `Unexpected ${size} characters of YAML, expected at most ${limit}`,
  note: 'Split the file, or move the data into the notes.',
}));

/** Lists and maps within each other beyond all use. */
export const yamlTooDeep = define('yaml-too-deep', 'error', (limit: number) => ({
  reason: `Unexpected depth of YAML, expected at most ${limit} lists and maps within each other`,
  note: 'Flatten the YAML at this place.',
}));

/** Aliases that refer to themselves, or that blow a small text up to a huge value. */
export const yamlAlias = define('yaml-alias', 'error', (name: string) => ({
  reason: `Unexpected alias \`*${name}\`, expected one that neither holds itself nor multiplies the text`,
  note: 'Write the value out where it is needed.',
}));
