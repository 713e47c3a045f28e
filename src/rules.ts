import * as z from 'zod';

const severity = z
  .enum(['error', 'warning', 'info', 'off'])
  .describe(
    '`error` stops the build, `warning` and `info` are only said, `off` is not looked for.',
  );

/** Severity alone, or with it what else the rule can be told. */
function rule<Shape extends z.ZodRawShape>(what: string, options?: Shape) {
  const told = z.strictObject({ severity: severity.optional(), ...options });
  return z.union([severity, told]).optional().describe(what);
}

/** The content rules by id, with what each can be told: `rules:` in `deckwright.yaml` and in front matter. */
export const rulesSchema = z.strictObject({
  'alt-gives-answer': rule('The description of a picture on the front says the answer.'),
  'answer-in-question': rule('The question holds its own answer.'),
  'cloze-given-away': rule('What a deletion hides can be read elsewhere on the same card.'),
  'cloze-one-brace': rule('A deletion is written with one brace instead of two.'),
  'cloze-tiny': rule('A deletion hides one letter, or nothing that one can see.'),
  'cloze-whole-paragraph': rule('A deletion hides a whole paragraph.', {
    words: z.int().min(1).optional().describe('From how many words on (10).'),
  }),
  'dead-link': rule('A link within the decks leads to a file or a heading that is not there.'),
  'image-only-front': rule('The front is a picture that nobody described.'),
  'long-answer': rule('An answer has many words. Off unless set.', {
    words: z.int().min(1).optional().describe('How many are allowed (60).'),
  }),
  'long-list': rule('An answer is a list of many points. Off unless set.', {
    points: z.int().min(1).optional().describe('How many are allowed (7).'),
  }),
  'math-as-image': rule('A formula is a picture, not text.'),
  'media-too-large': rule('A media file is larger than `media-limit`.'),
  'near-duplicate': rule('Two notes ask nearly the same.'),
  'pronoun-without-noun': rule('A question says "it" or "they" and never says what that is.'),
  'repeated-tag': rule('A heading names a tag twice.'),
  'two-answers': rule('Two notes have the same front, and different answers.'),
  'unlicensed-media': rule('A media file has no author and licence in a `credits.yaml`.'),
  'unused-media': rule('A media file is not used by any note.'),
  'yes-no-question': rule('A question can be answered with yes or no. Off unless set.'),
});

export type RuleSettings = z.infer<typeof rulesSchema>;
export type RuleId = keyof RuleSettings;
export type RuleSeverity = z.infer<typeof severity>;

/** The ids of all content rules. */
export const ruleIds = Object.keys(rulesSchema.shape) as RuleId[];

/** Settings of rules, given those from above: what a rule is told adds up, key by key. */
export function inheritRules(above: RuleSettings = {}, own: RuleSettings = {}): RuleSettings {
  const ids = ruleIds.filter((id) => above[id] !== undefined || own[id] !== undefined);
  return Object.fromEntries(
    ids.map((id) => [id, { ...asObject(above[id]), ...asObject(own[id]) }]),
  ) as RuleSettings;
}

/** What a rule was told, its severity among the rest. */
export function optionsOf(
  settings: RuleSettings | undefined,
  id: RuleId,
): { severity?: RuleSeverity } & Record<string, unknown> {
  return asObject(settings?.[id]);
}

function asObject(value: RuleSettings[RuleId]): { severity?: RuleSeverity } {
  return typeof value === 'string' ? { severity: value } : ((value ?? {}) as object);
}
