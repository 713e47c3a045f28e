import * as z from 'zod';
import { rulesSchema } from './rules.ts';
import { settingsSchema } from './settings.ts';

/** What may stand in `deckwright.yaml`; every flag of the command line is one of these keys. */
export const optionsSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the collection; with `package: single` also of the package.'),
  namespace: z
    .string()
    .min(1)
    .optional()
    .describe(
      'What keeps the guids of this project apart from all others. Never change it after the first release.',
    ),
  decks: z.string().min(1).default('decks').describe('Folder of the deck files.'),
  templates: z.string().min(1).default('templates').describe('Folder of the note types.'),
  out: z.string().min(1).default('dist').describe('Folder that the packages are written to.'),
  package: z
    .enum(['decks', 'single'])
    .default('decks')
    .describe('`decks`: a package for each top-level deck. `single`: one for all.'),
  format: z
    .enum(['legacy', 'latest', 'text', 'crowdanki', 'json'])
    .default('legacy')
    .describe(
      'A package: `legacy` is read by every client; `latest` is compressed (Anki 2.1.50 and newer). Else `text`, `crowdanki` or `json`.',
    ),
  retire: z
    .enum(['keep', 'ship'])
    .default('keep')
    .describe(
      '`keep`: a removed note stays with learners as it is. `ship`: it goes out again, marked and tagged as retired.',
    ),
  presets: z
    .enum(['keep', 'ship'])
    .default('keep')
    .describe(
      '`keep`: presets of deck options stay here. `ship`: decks go out with them, for learners who ask for them when they import.',
    ),
  'media-limit': z
    .string()
    .regex(/^\d+(\.\d+)? ?[kM]B$/u, 'expected a size such as `500 kB` or `2 MB`')
    .default('2 MB')
    .describe('From which size on a media file is said to be too large for phones.'),
  licences: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe(
      '`required`: every media file on a card has an author and a licence in a `credits.yaml`.',
    ),
  editor: z
    .string()
    .regex(
      /^(?!javascript:|data:|vbscript:)[a-z][a-z\d+.-]*:.*\{path\}/iu,
      'expected an address with `{path}`, such as `vscode://file/{path}:{line}:{column}`',
    )
    .default('vscode://file/{path}:{line}:{column}')
    .describe('Address by which `preview` opens a file in your editor.'),
  parser: z
    .enum(['auto', 'remark'])
    .default('auto')
    .describe(
      '`auto`: a faster parser reads what it is known to read in the same way. `remark`: it reads nothing. What comes out is the same.',
    ),
  rules: rulesSchema
    .optional()
    .describe(
      'Severity of content rules by id, and what else a rule can be told; as in `settings`.',
    ),
  settings: settingsSchema.optional().describe('Settings of all deck files, as in `_deck.yaml`.'),
});

export type Options = z.infer<typeof optionsSchema>;
