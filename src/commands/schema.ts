import { resolve } from 'node:path';
import * as z from 'zod';
import { baselineSchema } from '../baseline.ts';
import { creditsSchema } from '../credits.ts';
import { didYouMean } from '../messages/index.ts';
import { notetypeSchema } from '../notetype/index.ts';
import { optionsSchema } from '../options.ts';
import { collectionSchema } from '../outputs/index.ts';
import { settingsSchema } from '../settings.ts';
import { surroundingsError } from '../surroundings.ts';
import { write } from '../write.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags } from './flags.ts';

export const schema: Command = {
  flags: {
    out: { type: 'string', value: 'FOLDER', description: 'Write NAME.schema.json there instead.' },
    quiet: commonFlags.quiet,
    help: commonFlags.help,
  },
  operands: '[config|settings|notetype|credits|baseline|collection]',
  examples: [
    { line: 'deckwright schema config', does: 'the schema of deckwright.yaml' },
    { line: 'deckwright schema', does: 'all of them in one document, by name' },
    { line: 'deckwright schema --out .deckwright/schema', does: 'a file for each' },
  ],
  run,
};

const schemas = {
  config: { of: optionsSchema, title: 'deckwright.yaml', description: 'Options of a project.' },
  settings: {
    of: settingsSchema,
    title: '_deck.yaml and front matter',
    description: 'Settings of a folder or a deck file.',
  },
  notetype: {
    of: notetypeSchema,
    title: 'notetype.yaml',
    description: 'A note type: its fields and card templates.',
  },
  credits: {
    of: creditsSchema,
    title: 'credits.yaml',
    description: 'Who made the media files, and under which licence.',
  },
  baseline: {
    of: baselineSchema,
    title: 'deckwright-baseline.json',
    description: 'Findings that are accepted.',
  },
  collection: {
    of: collectionSchema,
    title: 'dist/*.json',
    description: 'What `deckwright build --format json` writes.',
  },
} satisfies Record<string, { of: z.ZodType; title: string; description: string }>;

type SchemaName = keyof typeof schemas;
const names = Object.keys(schemas) as SchemaName[];

/** A schema as JSON Schema, draft 7, which every editor knows: what an author may write, before defaults are filled in. */
export function jsonSchemaOf(name: SchemaName): Record<string, unknown> {
  const { of, title, description } = schemas[name];
  const { $schema, ...rest } = z.toJSONSchema(of, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  });
  return { $schema, title, description, ...rest };
}

/** A schema as a file of a folder, by default for each file that people write. */
export function schemaFiles(
  folder: string,
  wanted: SchemaName[] = names.filter((name) => name !== 'collection'),
): { location: string; content: Uint8Array[] }[] {
  return wanted.map((name) => ({
    location: resolve(folder, `${name}.schema.json`),
    content: [Buffer.from(textOf(jsonSchemaOf(name)))],
  }));
}

async function run(
  { out, quiet }: FlagValues,
  operands: string[],
  world: Surroundings,
): Promise<number> {
  const asked = operands.map(nameOf);
  if (typeof out === 'string') {
    const folder = resolve(world.folder, out);
    const files = schemaFiles(folder, asked.length > 0 ? asked : names);
    await write(files);
    if (quiet !== true) for (const { location } of files) world.stdout(`${location}\n`);
    return 0;
  }
  const [first] = asked;
  if (first !== undefined && asked.length === 1) world.stdout(textOf(jsonSchemaOf(first)));
  else {
    const wanted = asked.length > 0 ? asked : names;
    world.stdout(textOf(Object.fromEntries(wanted.map((name) => [name, jsonSchemaOf(name)]))));
  }
  return 0;
}

function nameOf(asked: string): SchemaName {
  const found = names.find((name) => name === asked);
  if (found) return found;
  const meant = didYouMean(asked, names);
  throw surroundingsError(
    `There is no schema "${asked}"${meant ? `; did you mean "${meant}"?` : '.'} There are ${names.join(', ')}.`,
  );
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
