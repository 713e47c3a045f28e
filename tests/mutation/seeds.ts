import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examplesIn, pages } from '../examples.ts';
import { projectOf, samplesIn } from '../sample.ts';

/** A sound project in a folder of its own. */
export interface Seed {
  name: string;
  root: string;
  /** Paths of its texts, which may be damaged. */
  texts: string[];
}

const samples = fileURLToPath(new URL('../samples', import.meta.url));
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';

/** Lays out every sample that has something to build, and every example of the language. */
export function layOutSeeds(base: string): Seed[] {
  const topics = /^(?:basics|cloze|content|everything|kinds|occlusion|qa|table|writing)\//u;
  const ofSamples = samplesIn(samples)
    .filter((name) => topics.test(name))
    .map((name) => {
      const root = join(base, name.replace('/', '-'));
      const made = projectOf(join(samples, name));
      cpSync(made, root, { recursive: true });
      rmSync(made, { recursive: true });
      return seedOf(name, root);
    });
  return [...ofSamples, ...layOutExamples(base)].filter(({ texts }) => texts.length > 0);
}

/** Lays out every example of the language, each as a project of its own. */
export function layOutExamples(base: string): Seed[] {
  const text = pages().get('docs/language.md') ?? '';
  return examplesIn('docs/language.md', text)
    .filter(({ builds, fails }) => builds.length === 1 && fails.length === 0)
    .map(({ name, builds, media }) => {
      const root = join(base, `example-${name}`);
      for (const file of media) put(root, `decks/${file}`, `${drawing}<!-- ${file} -->`);
      const files = builds[0] ?? {};
      if (!Object.keys(files).some((path) => /^decks\/.*\.(?:md|csv)$/u.test(path)))
        put(root, 'decks/example.md', '## One\n\nTwo.\n');
      for (const [path, content] of Object.entries(files)) put(root, path, content);
      return seedOf(`example ${name}`, root);
    });
}

function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Decks stand several times, so that they are damaged more often than what stands around them. */
function seedOf(name: string, root: string): Seed {
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== 'deckwright.lock')
    .filter((path) => /\.(?:md|csv|tsv|ya?ml|html|css|svg|json)$/u.test(path))
    .filter((path) => existsSync(join(root, path)) && isText(join(root, path)))
    .sort();
  const decks = all.filter((path) => /^decks\/.*\.(?:md|csv|tsv)$/u.test(path));
  return { name, root, texts: [...decks, ...decks, ...decks, ...all] };
}

function isText(location: string): boolean {
  try {
    return !readFileSync(location, 'utf8').includes('\ufffd');
  } catch {
    return false;
  }
}
