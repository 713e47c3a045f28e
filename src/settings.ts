import * as z from 'zod';
import { languageTag, layOver } from './languages.ts';
import { inheritRules, rulesSchema } from './rules.ts';

const language = z.string().regex(languageTag, 'expected a language tag such as `en` or `pt-BR`');

/**
 * What may stand in a file's front matter and in a folder's `_deck.yaml`, inherited by all below it:
 * `tags`, `fields`, `macros`, `rules`, and `lang` and `dir` by field add up; any other key replaces the one
 * from above.
 */
export const settingsSchema = z.strictObject({
  deck: z
    .string()
    .min(1)
    .optional()
    .describe('Full name of the deck, levels joined by `::`. In `_deck.yaml`: of the folder.'),
  tags: z
    .array(z.string().min(1))
    .optional()
    .describe('Tags of every note below, levels joined by `::`.'),
  type: z
    .string()
    .optional()
    .describe('Note type of the notes that do not say or show another one.'),
  form: z
    .enum(['heading', 'qa', 'table'])
    .optional()
    .describe(
      'How notes are written: `heading`, a heading each; `qa`, with `Q:`, `A:`, `C:`, `E:`; `table`, a row each.',
    ),
  'note-level': z
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe('Level of the headings that begin a note (2). The headings above are sections.'),
  sections: z
    .enum(['context', 'decks'])
    .optional()
    .describe('Whether the headings above a note give only its context, or make subdecks as well.'),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .describe('Markdown for fields that a note leaves out, by field name.'),
  macros: z
    .record(
      z.string().regex(/^\\?[A-Za-z]+$/u, 'expected letters, such as `R` or `\\R`'),
      z.string().max(2000),
    )
    .optional()
    .describe('TeX that a command of formulas stands for, with `#1` to `#9` for its arguments.'),
  html: z
    .enum(['sanitised', 'trusted'])
    .optional()
    .describe('`trusted` keeps HTML as it is written, scripts and remote loads included.'),
  description: z
    .string()
    .optional()
    .describe(
      "The deck's description as Markdown that Anki itself shows, in the place of the text above the first note.",
    ),
  presets: z
    .array(
      z.strictObject({
        name: z.string().describe('What it is called in Anki.'),
        decks: z.array(z.string()).describe('Full names of the decks that use it.'),
        options: z.record(z.string(), z.unknown()).describe('As Anki writes them.'),
      }),
    )
    .optional()
    .describe(
      'Presets of deck options that an import found. They are kept, and shipped only with `presets: ship` in `deckwright.yaml`.',
    ),
  lang: byField(language)
    .optional()
    .describe(
      'Language of the text (BCP 47), for hyphenation and screen readers: one for all, or by field name.',
    ),
  dir: byField(z.enum(['ltr', 'rtl', 'auto']))
    .optional()
    .describe(
      'Direction of the text, one for all or by field name. Left out, it is that of the language.',
    ),
  source: z
    .url()
    .optional()
    .describe('Address of the repository, which the "suggest an edit" link leads to.'),
  rules: rulesSchema
    .optional()
    .describe('Severity of content rules by id, and what else a rule can be told.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a file or folder, given those of the folder it stands in. */
export function inherit(above: Settings, own: Settings): Settings {
  return {
    ...above,
    ...own,
    ...((above.tags || own.tags) && {
      tags: [...new Set([...(above.tags ?? []), ...(own.tags ?? [])])],
    }),
    ...((above.fields || own.fields) && { fields: { ...above.fields, ...own.fields } }),
    ...((above.macros || own.macros) && { macros: { ...above.macros, ...own.macros } }),
    ...((above.rules || own.rules) && { rules: inheritRules(above.rules, own.rules) }),
    ...((above.lang || own.lang) && { lang: layOver(above.lang, own.lang) }),
    ...((above.dir || own.dir) && { dir: layOver(above.dir, own.dir) }),
  };
}

function byField<Value extends z.ZodType<string>>(value: Value) {
  return z.union([value, z.record(z.string(), value)]);
}
