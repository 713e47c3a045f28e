import * as z from 'zod';

const said = (words: string) => z.string().describe(words);
const seconds = (words: string) => z.int().nonnegative().describe(`${words}, seconds since 1970.`);
const longId = z
  .string()
  .regex(/^-?\d{1,19}$/u)
  .describe('A 64-bit number, as text: most programs cannot hold it as a number.');

const field = z.strictObject({
  id: longId,
  name: said('What Anki shows, and what notes name the field by.'),
  description: said("Shown in Anki's editor while the field is empty."),
  font: said("In Anki's editor."),
  size: z.number().describe("Points, in Anki's editor."),
  rtl: z.boolean().describe('Whether it is written from right to left.'),
});

const template = z.strictObject({
  id: longId,
  name: said('What Anki shows.'),
  front: said("HTML in Anki's template language."),
  back: said("HTML in Anki's template language."),
  browserFront: said("For Anki's browser; empty for the same as the front."),
  browserBack: said("For Anki's browser; empty for the same as the back."),
});

const notetype = z.strictObject({
  id: z.int().describe('What notes name it by.'),
  name: said('What Anki shows.'),
  kind: z.enum(['normal', 'cloze']).describe('Whether its cards come from templates or deletions.'),
  mod: seconds('Last change'),
  sortField: z.int().nonnegative().describe("Place of the field that Anki's browser sorts by."),
  stockKind: z.int().describe("Anki's number of the stock type this one is, 0 for none."),
  fields: z.array(field).describe('In their order.'),
  templates: z.array(template).describe('In their order.'),
  css: said('Styling.'),
  latexPre: said('What Anki puts before LaTeX.'),
  latexPost: said('What Anki puts behind LaTeX.'),
  latexSvg: z.boolean().describe('Whether LaTeX becomes SVG.'),
});

const card = z.strictObject({
  id: z.int().describe('Milliseconds since 1970.'),
  ord: z.int().nonnegative().describe('Place of the template, or cloze number minus 1.'),
  deck: said('Full name of the deck.'),
  due: z.int().describe('Place in the queue of new cards.'),
});

const note = z.strictObject({
  id: z.int().describe('Milliseconds since 1970.'),
  guid: said('What Anki matches by.'),
  notetype: z.int().describe('The id of its note type.'),
  mod: seconds('Last change'),
  tags: z.array(z.string()).describe('Levels joined by `::`.'),
  fields: z.record(z.string(), z.string()).describe('HTML by name of the field.'),
  cards: z.array(card).describe('All of them new: progress is never in it.'),
});

const media = z.strictObject({
  name: said('As fields name it.'),
  size: z.int().nonnegative().describe('Bytes.'),
  sha1: said('Lower-case hex.'),
});

const deck = z.strictObject({
  name: said('Full name, levels joined by `::`.'),
  description: said('HTML.'),
  markdown: z.boolean().describe('Whether the description is Markdown instead.'),
});

/** A collection as one JSON document (`format: json`); `deckwright schema collection` prints it. */
export const collectionSchema = z.strictObject({
  format: z.literal('deckwright-collection').describe('What this document is.'),
  version: z.literal(1).describe('Moves when a key goes or changes its meaning.'),
  modified: seconds('Last change of any source'),
  decks: z.array(deck).describe('In the order of the sources.'),
  notetypes: z.array(notetype).describe('Those that notes use.'),
  notes: z.array(note).describe('In the order of the sources.'),
  media: z.array(media).describe('The names and hashes; the files themselves are not in it.'),
});

export type CollectionDocument = z.infer<typeof collectionSchema>;
