import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { type Compiled, compile } from '../compile.ts';
import { diff } from '../diff/index.ts';
import { packageFolder } from '../home.ts';
import { openApkg, packagesOf } from '../outputs/index.ts';
import { hasErrors } from '../reporters/index.ts';
import { type SitePackage, siteFiles } from '../site/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { type OutputFile, write } from '../write.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { isFrozen, tellStale } from './frozen.ts';
import { outFolder } from './out-folder.ts';
import { openPosters } from './posters.ts';
import { createProgress } from './progress.ts';
import { printReport } from './report.ts';
import { keeping } from './shelf.ts';
import { openSide } from './sides.ts';

export const site: Command = {
  flags: {
    ...projectFlags,
    out: { type: 'string', value: 'FOLDER', description: 'Where the site goes (dist/site).' },
    url: {
      type: 'string',
      value: 'URL',
      description: 'Address the site will have: for a sitemap, and pictures in previews of links.',
    },
    since: {
      type: 'string',
      value: 'OLD',
      description: 'List what has changed since this release: a git tag, a folder or a package.',
    },
    frozen: {
      type: 'boolean',
      description: 'Fail if the ledger is not up to date (the default where CI is set).',
    },
    ...commonFlags,
  },
  examples: [
    {
      line: 'deckwright site',
      does: 'dist/site/index.html, to be opened or to be put on a server',
    },
    {
      line: 'deckwright site --since v1 --url https://you.github.io/decks/',
      does: 'with what is new since v1, and a sitemap',
    },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const progress = createProgress(world, values.quiet === true || values.json === true);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const url = typeof values.url === 'string' ? addressOf(values.url) : undefined;
  try {
    const compiled = await compile({
      ...{ root, now: secondsNow(world), onPhase: progress.begin },
      ...keeping(root, world),
    });
    if (isFrozen(values, world)) tellStale(compiled);
    if (hasErrors(compiled.files)) {
      progress.end();
      printReport('terminal', compiled.files, root, {}, world);
      return 1;
    }
    const since = typeof values.since === 'string' ? values.since : undefined;
    const old = since === undefined ? undefined : await openSide(since, values, world);
    await old?.close();
    progress.begin('site');
    const out =
      typeof values.out === 'string'
        ? resolve(world.folder, values.out)
        : join(outFolder(compiled.project, false), 'site');
    const changes =
      since === undefined || !old
        ? undefined
        : { since, diff: diff(old.collection, compiled.collection) };
    const pages = await writeSite(compiled, out, {
      ...(url && { url }),
      ...(changes && { changes }),
    });
    progress.end();
    const index = relative(world.folder, join(out, 'index.html')).replaceAll('\\', '/');
    if (values.json === true)
      world.stdout(`${JSON.stringify({ ok: true, index, pages }, null, 2)}\n`);
    else if (values.quiet !== true) world.stdout(`${index}  ${pages} pages\n`);
    return 0;
  } finally {
    progress.end();
  }
}

function addressOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/u.test(new URL(text).protocol))
    throw surroundingsError(
      `--url ${text}: expected an address such as https://you.github.io/decks/`,
    );
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/+$/u, '')}/`;
}

/** Writes all files, takes away what the site before had and this one has not; gives the number of pages. */
async function writeSite(
  compiled: Compiled,
  out: string,
  more: Pick<Parameters<typeof siteFiles>[0], 'url' | 'changes'>,
): Promise<number> {
  const before = filesBefore(out);
  const packages = await writePackages(compiled, out);
  const { collection, project, ledger } = compiled;
  const fronts = new Map(ledger.notes.map(({ guid, front }) => [guid, front]));
  const posters = more.url === undefined ? undefined : await openPosters();
  const made = siteFiles({
    ...{ collection, project, packages, fronts, fontFolder: 'fonts', ...more },
    ...(posters && { letters: posters.letters }),
  });
  const files: OutputFile[] = [
    ...made.map(({ path, text, drawn }) => ({
      location: join(out, path),
      content: [drawn && posters ? posters.draw(text) : Buffer.from(text)],
    })),
    ...assets(out),
    ...collection.media.map(({ name, content }) => ({
      location: join(out, 'media', name),
      content: 'bytes' in content ? [content.bytes] : createReadStream(content.path),
    })),
  ];
  const paths = [
    ...files.map(({ location }) => relative(out, location)),
    ...packages.map(({ path }) => path),
  ]
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const list = { location: join(out, listName), content: [Buffer.from(`${paths.join('\n')}\n`)] };
  await write([...files, list]);
  const kept = new Set(paths);
  const stale = before.filter((path) => !kept.has(path));
  await Promise.all(stale.map((path) => rm(join(out, path), { force: true })));
  return made.filter(({ path }) => path.endsWith('.html')).length;
}

const listName = 'files.txt';

/** What the site that stands there says it is made of; a folder of something else is left alone. */
function filesBefore(out: string): string[] {
  if (!existsSync(out) || readdirSync(out).length === 0) return [];
  if (!existsSync(join(out, listName)))
    throw surroundingsError(
      `${out} holds something that is no site of ours: choose another --out.`,
    );
  return readFileSync(join(out, listName), 'utf8')
    .split('\n')
    .filter((path) => path !== '' && !/^[\\/]|^[A-Za-z]:|(^|[\\/])\.\.([\\/]|$)/u.test(path));
}

async function writePackages(
  { collection, project }: Compiled,
  out: string,
): Promise<SitePackage[]> {
  const { options } = project;
  const packages = packagesOf(collection, options);
  const format = options.format === 'latest' ? 'latest' : 'legacy';
  const apkgOf = openApkg(format);
  const made: SitePackage[] = [];
  for (const one of packages) {
    const path = `packages/${one.name}.apkg`;
    const pack = { ...one, path, bytes: 0 };
    const content = counted(apkgOf(one.collection), pack);
    await write([{ location: join(out, path), content }]);
    made.push(pack);
  }
  return made;
}

async function* counted(
  content: OutputFile['content'],
  count: { bytes: number },
): AsyncIterable<Uint8Array> {
  for await (const chunk of content) {
    count.bytes += chunk.length;
    yield chunk;
  }
}

/** The site's own files, the library that searches, and the fonts of MathJax. */
function assets(out: string): OutputFile[] {
  const own = join(packageFolder(), 'templates', '_site');
  const { resolve: find } = createRequire(import.meta.url);
  const fonts = join(
    dirname(find('mathjax-full/package.json')),
    ...['es5', 'output', 'chtml', 'fonts', 'woff-v2'],
  );
  const search = join(dirname(find('minisearch')), '..', 'umd', 'index.js');
  const file = (path: string, location: string): OutputFile => ({
    location: join(out, 'assets', path),
    content: [readFileSync(location)],
  });
  return [
    ...readdirSync(own)
      .sort()
      .map((name) => file(name, join(own, name))),
    ...readdirSync(fonts)
      .sort()
      .map((name) => file(`fonts/${name}`, join(fonts, name))),
    file('minisearch.js', search),
  ];
}
