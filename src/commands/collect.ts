import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { surroundingsError } from '../surroundings.ts';
import { write } from '../write.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags } from './flags.ts';
import { type Manifest, type ManifestFile, manifestSchema } from './manifest.ts';

export const collect: Command = {
  operands: 'FOLDER…',
  flags: {
    out: { type: 'string', value: 'FOLDER', description: 'Where the packages go (dist).' },
    ...commonFlags,
  },
  examples: [
    {
      line: 'deckwright collect shards/*',
      does: 'checks that every share is there and whole, and writes dist/*.apkg',
    },
  ],
  run,
};

interface Share {
  folder: string;
  /** Path of the manifest, for messages. */
  name: string;
  manifest: Manifest;
}

async function run(values: FlagValues, operands: string[], world: Surroundings): Promise<number> {
  if (operands.length === 0)
    throw surroundingsError('Give the folders that `build --shard` wrote. See collect --help.');
  const shares = operands.flatMap((operand) => sharesIn(resolve(world.folder, operand), operand));
  const out = resolve(world.folder, String(values.out ?? 'dist'));
  checkWhole(shares);
  const files = shares.flatMap(({ folder, manifest }) =>
    manifest.packages.flatMap((one) => one.files.map((file) => ({ folder, file }))),
  );
  for (const { folder, file } of files) await checkFile(folder, file);
  await write(
    files.map(({ folder, file }) => ({
      location: join(out, file.path),
      content: createReadStream(join(folder, file.path)),
    })),
  );
  const packages = shares
    .flatMap(({ manifest }) => manifest.packages)
    .map((one) => ({ ...one, place: manifestPlace(shares, one.name) }))
    .sort((a, b) => a.place - b.place);
  const paths = packages.flatMap((one) => one.files.map(({ path }) => path));
  const shown = paths.map((path) => relative(world.folder, join(out, path)).replaceAll('\\', '/'));
  if (values.json === true)
    world.stdout(`${JSON.stringify({ ok: true, files: shown }, null, 2)}\n`);
  else if (values.quiet !== true) for (const path of shown) world.stdout(`${path}\n`);
  return 0;
}

function manifestPlace(shares: Share[], name: string): number {
  return shares[0]?.manifest.all.indexOf(name) ?? 0;
}

function sharesIn(folder: string, operand: string): Share[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw surroundingsError(`There is no folder ${folder}.`);
  const names = readdirSync(folder).filter((name) => /^shard-\d+-of-\d+\.json$/u.test(name));
  if (names.length === 0)
    throw surroundingsError(
      `${operand} holds no shard-N-of-M.json: not what \`build --shard\` wrote.`,
    );
  return names.sort().map((name) => ({
    folder,
    name: `${operand}/${name}`,
    manifest: manifestIn(join(folder, name), `${operand}/${name}`),
  }));
}

function manifestIn(location: string, name: string): Manifest {
  const broken = (why: string) => surroundingsError(`${name} is no manifest of a build: ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(location, 'utf8'));
  } catch (error) {
    throw broken((error as Error).message);
  }
  const { success, data, error } = manifestSchema.safeParse(value);
  if (!success)
    throw broken(`${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message ?? 'unknown'}`);
  for (const { path } of data.packages.flatMap(({ files }) => files))
    if (/^\/|^[A-Za-z]:|\\|(^|\/)\.\.?(\/|$)/u.test(path))
      throw broken(`${path} leads out of its folder.`);
  return data;
}

/** Every share once, all of one build, and every package in one of them. */
function checkWhole(shares: Share[]): void {
  const [first] = shares;
  if (!first) return;
  const { ledger, shard, all } = first.manifest;
  for (const { manifest, name } of shares) {
    if (manifest.ledger !== ledger || manifest.all.join('\n') !== all.join('\n'))
      throw surroundingsError(
        `${name} and ${first.name} are of two builds: their ledgers or decks differ.`,
      );
    if (manifest.shard.of !== shard.of)
      throw surroundingsError(
        `${name} and ${first.name} cut the build into other numbers of shares.`,
      );
  }
  const numbers = shares.map(({ manifest }) => manifest.shard.number);
  const wanted = Array.from({ length: shard.of }, (_, index) => index + 1);
  const missing = wanted.filter((number) => !numbers.includes(number));
  if (missing.length > 0)
    throw surroundingsError(`Of ${shard.of} shares these are missing: ${missing.join(', ')}.`);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) throw surroundingsError(`Share ${twice} of ${shard.of} is there twice.`);
  const names = shares.flatMap(({ manifest }) => manifest.packages.map((one) => one.name));
  if ([...names].sort().join('\n') !== [...all].sort().join('\n'))
    throw surroundingsError(`The shares hold ${names.length} packages, the project ${all.length}.`);
}

async function checkFile(folder: string, { path, sha256 }: ManifestFile): Promise<void> {
  const location = join(folder, path);
  if (!existsSync(location)) throw surroundingsError(`There is no file ${location}.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(location)) hash.update(chunk as Uint8Array);
  if (hash.digest('hex') !== sha256)
    throw surroundingsError(
      `${location} is not what its manifest says: it was changed or cut off.`,
    );
}
