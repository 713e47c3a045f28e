import * as z from 'zod';

const credit = z.strictObject({
  author: z.string().min(1).describe('Who made it.'),
  licence: z
    .string()
    .min(1)
    .describe('Under which licence, by its SPDX name where it has one, such as `CC-BY-4.0`.'),
  source: z.string().min(1).optional().describe('Where it comes from, such as an address.'),
  changes: z
    .string()
    .min(1)
    .optional()
    .describe('What was changed, where the licence asks to say so.'),
});

/**
 * `credits.yaml` in a decks folder: who made the media files there. A key is a file's path from that
 * folder, or a folder's that ends in `/` (`./` is the folder itself); the longest one counts.
 */
export const creditsSchema = z
  .record(z.string().min(1), credit)
  .describe('Author and licence of media files, by path. A path that ends in `/` is a folder.');

export type Credit = z.infer<typeof credit>;
export type Credits = z.infer<typeof creditsSchema>;
