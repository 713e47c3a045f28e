import * as z from 'zod';
import { didYouMean } from '../messages/index.ts';
import { type Options, optionsSchema } from '../options.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Flag, FlagValues } from './command.ts';

/** Flags of every command. */
export const commonFlags = {
  json: { type: 'boolean', description: 'Print one JSON document instead of text.' },
  quiet: { type: 'boolean', short: 'q', description: 'Print nothing but errors.' },
  help: { type: 'boolean', short: 'h', description: 'Print this help.' },
} satisfies Record<string, Flag>;

/** Where the project is: for every command that reads one. */
export const projectFlags: Record<string, Flag> = {
  root: {
    type: 'string',
    short: 'C',
    value: 'FOLDER',
    description: 'Folder of the project (the working folder).',
  },
};

/** A flag for each simple key of `deckwright.yaml` that is asked for. */
export function optionFlags(...keys: (keyof Options)[]): Record<string, Flag> {
  return Object.fromEntries(
    keys.map((key) => {
      const schema = optionsSchema.shape[key];
      const choices = choicesOf(schema);
      return [
        key,
        {
          type: 'string',
          value: choices?.join('|') ?? 'VALUE',
          description: schema.description ?? '',
        } satisfies Flag,
      ];
    }),
  );
}

function choicesOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return choicesOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodEnum ? schema.options.map(String) : undefined;
}

/** The options that flags give, checked by the same schema as `deckwright.yaml`. */
export function overridesOf(values: FlagValues): Partial<Options> {
  const given = Object.entries(values).filter(
    ([key, value]) => key in optionsSchema.shape && value !== undefined,
  );
  for (const [key, value] of given) {
    const schema = optionsSchema.shape[key as keyof Options];
    if (schema.safeParse(value).success) continue;
    const choices = choicesOf(schema) ?? [];
    const meant = didYouMean(String(value), choices);
    const expected = choices.length > 0 ? choices.join(' or ') : 'another value';
    throw surroundingsError(
      `--${key} ${value}: expected ${expected}${meant ? `; did you mean ${meant}?` : ''}`,
    );
  }
  return Object.fromEntries(given) as Partial<Options>;
}
