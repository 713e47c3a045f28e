import * as z from 'zod';
import { languageTag } from '../languages.ts';
import { messages } from '../messages/index.ts';

const stableId = z
  .union([
    z.int().nonnegative(),
    z.string().regex(/^-?\d{1,19}$/, 'a whole number, in quotes when it has more than 15 digits'),
  ])
  .transform(BigInt);

const fieldSchema = z.strictObject({
  name: z
    .string()
    .superRefine(named(isFieldName, messages.invalidFieldName))
    .describe('Name of the field, as templates write it.'),
  id: stableId
    .optional()
    .describe(
      'Frozen id. Leave it out: the ledger keeps one from the first build on. 0: it has none.',
    ),
  required: z.boolean().default(false).describe('A note without this field is an error.'),
  default: z.string().optional().describe('Markdown for notes that leave the field out.'),
  description: z.string().default('').describe("Shown in Anki's editor while the field is empty."),
  font: z.string().default('Arial').describe("Font in Anki's editor."),
  size: z.int().min(0).max(1000).default(20).describe("Font size in Anki's editor, in points."),
  lang: z
    .string()
    .regex(languageTag, 'expected a language tag such as `en` or `pt-BR`')
    .optional()
    .describe(
      'Language of the field in all notes (BCP 47); the templates say it to screen readers.',
    ),
  dir: z
    .enum(['ltr', 'rtl', 'auto'])
    .optional()
    .describe('Direction of the field on the card. Left out, it is that of the language.'),
  rtl: z
    .boolean()
    .optional()
    .describe("Written from right to left in Anki's editor. Left out, `dir` and `lang` tell it."),
  'plain-text': z.boolean().default(false).describe("Anki's editor shows HTML instead of text."),
  collapsed: z.boolean().default(false).describe("Folded away in Anki's editor."),
  'exclude-from-search': z
    .boolean()
    .default(false)
    .describe("Found in Anki's browser only when a search names the field."),
  sticky: z.boolean().default(false).describe("Anki's editor keeps the text for the next note."),
  tag: z
    .int()
    .min(0)
    .optional()
    .describe("Anki's number of a stock field (image occlusion: 0 to 4)."),
  'prevent-deletion': z.boolean().default(false).describe('Anki refuses to delete the field.'),
});

const templateSchema = z.strictObject({
  name: z
    .string()
    .superRefine(named(isPlainName, messages.invalidTemplateName))
    .describe(
      'Name of the card template; its files are <name in kebab-case>.front.html and .back.html.',
    ),
  id: stableId
    .optional()
    .describe(
      'Frozen id. Leave it out: the ledger keeps one from the first build on. 0: it has none.',
    ),
  file: z
    .string()
    .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*$/u, 'expected letters, digits and hyphens')
    .optional()
    .describe('What its files are called instead, up to the first dot.'),
  'browser-font': z.string().min(1).optional().describe("Font in Anki's browser."),
  'browser-size': z.int().min(1).optional().describe("Font size in Anki's browser, in points."),
  deck: z
    .string()
    .min(1)
    .optional()
    .describe('Full name of the deck that Anki adds new cards of this template to.'),
});

/** `templates/<key>/notetype.yaml`. */
export const notetypeSchema = z.strictObject({
  name: z
    .string()
    .superRefine(named(isPlainName, messages.invalidNotetypeName))
    .describe("Name of the note type in the learner's Anki."),
  description: z.string().optional().describe('What the note type is for, in a sentence.'),
  extends: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Key of another note type, whose fields, templates, files and styles are taken over unless given here.',
    ),
  kind: z
    .enum(['normal', 'cloze'])
    .optional()
    .describe('normal: one card per template. cloze: one card per cloze number.'),
  layout: z
    .enum(['sides', 'typed', 'choice'])
    .optional()
    .describe(
      'How the text below a heading becomes fields. sides: front, back, Extra. typed: the first paragraph of the back is the Answer. choice: the task list is the Options.',
    ),
  id: z
    .int()
    .positive()
    .optional()
    .describe('Frozen id. Leave it out: the ledger keeps one from the first build on.'),
  origin: z
    .enum(['anki'])
    .optional()
    .describe(
      "`anki`: taken over from Anki. Files count to the last byte, and fields are written as Anki's editor writes them.",
    ),
  'original-id': z.int().optional().describe('Id of the note type that Anki made this a copy of.'),
  'sort-field': z
    .string()
    .optional()
    .describe("Name of the field that Anki's browser sorts by; the first one if left out."),
  styles: z
    .array(z.string().min(1))
    .optional()
    .describe('Shared styles (templates/_shared/<name>.css) that stand before style.css.'),
  fields: z
    .array(fieldSchema)
    .min(1)
    .superRefine(noRepeatedNames('field'))
    .optional()
    .describe('The fields, in order. Frozen once published.'),
  templates: z
    .array(templateSchema)
    .min(1)
    .superRefine(noRepeatedNames('template'))
    .optional()
    .describe('The card templates, in order. Frozen once published.'),
  'latex-pre': z
    .string()
    .optional()
    .describe('Preamble of [latex] images, which Deckwright never makes.'),
  'latex-post': z.string().optional().describe('End of [latex] images.'),
  'latex-svg': z.boolean().optional().describe('[latex] images are SVG.'),
  'stock-kind': z
    .int()
    .min(0)
    .max(6)
    .optional()
    .describe("Anki's number of the stock type this is (6: image occlusion)."),
});

/** What `notetype.yaml` says, with defaults filled in. */
export type NotetypeFile = z.output<typeof notetypeSchema>;

// Anki strips these silently while templates keep the old name (rslib notetype/fields.rs, tried).
function isFieldName(name: string): boolean {
  return isPlainName(name) && !/[:{}]/.test(name) && !/^[#/^]/.test(name) && name !== 'FrontSide';
}

function isPlainName(name: string): boolean {
  return (
    name !== '' &&
    name === name.trim() &&
    name === name.normalize('NFC') &&
    !/["\p{Cc}]/u.test(name)
  );
}

function named(isFine: (name: string) => boolean, message: typeof messages.invalidFieldName) {
  return (name: string, context: z.RefinementCtx<string>): void => {
    if (!isFine(name)) context.addIssue({ code: 'custom', params: { message: message(name) } });
  };
}

/** Anki tells names apart ignoring case, and adds `+` to the second. */
function noRepeatedNames(what: 'field' | 'template') {
  return (rows: { name: string }[], context: z.RefinementCtx<{ name: string }[]>): void => {
    const seen = new Set<string>();
    for (const [index, { name }] of rows.entries()) {
      const folded = name.toLowerCase();
      if (seen.has(folded))
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          params: { message: messages.repeatedNotetypeName(what, name) },
        });
      seen.add(folded);
    }
  };
}
