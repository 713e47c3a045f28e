import { posix } from 'node:path';
import { parse } from 'yaml';
import type { Imported, ImportedField, ImportedNote } from '../../imported.ts';
import { isSurroundingsError, surroundingsError } from '../../surroundings.ts';
import { deckName } from '../apkg/index.ts';
import type { Input } from '../input.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { plainName, readText } from '../text/index.ts';
import { cardsOf, type VaultCard } from './cards.ts';
import { plainMarkdown } from './markup.ts';
import { createMedia } from './media.ts';
import { type VaultFile, vaultFiles } from './vault.ts';

/** Notes of Obsidian that are marked with `#flashcards`, as its plugins for flashcards read them. */
export const obsidianInput: Input = {
  summary: 'Notes of Obsidian with #flashcards (a folder, or .md)',
  matches: ({ name, isFolder }) => isFolder || /\.md$/iu.test(name),
  read: async (path, options) => {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const files = filesOf(path);
    const media = createMedia(files, limits);
    const found: Imported = {
      name: plainName(path),
      kind: 'notes of Obsidian',
      ...{ decks: [], notetypes: [], notes: [], media: [], presets: [], said: [], leftOut: [] },
    };
    const count = { marked: 0, files: 0, schedules: 0, bytes: 0 };
    for (const file of files.filter(({ path: name }) => /\.md$/iu.test(name))) {
      const { text } = await readText(file.location, largestNote);
      count.files += 1;
      count.bytes += text.length;
      if (count.bytes > limits.databaseBytes)
        throw surroundingsError(`${path} holds more than ${limits.databaseBytes} bytes of notes.`);
      const { body, tags } = frontMatter(text);
      const note = cardsOf(body, tags);
      if (!note) continue;
      count.marked += 1;
      count.schedules += note.schedules;
      const deck = options.deck ?? deckOf(found.name, file.path, note.deck);
      const own = tags.filter((tag) => !/^flashcards(?:\/|$)/u.test(tag));
      for (const card of note.cards)
        found.notes.push(noteOf(card, deck, own, (name) => media.find(name, file.path)));
    }
    found.media = await media.rows();
    const { marked, files: all, schedules } = count;
    found.said.push(`${marked} of ${all} files are marked with #flashcards.`);
    if (schedules > 0)
      found.leftOut.push(`Progress, kept in ${schedules} comment${schedules === 1 ? '' : 's'}.`);
    return found;
  },
};

/** Bytes; as large as a deck file may be. */
const largestNote = 16 * 1024 * 1024;

function filesOf(path: string): VaultFile[] {
  try {
    return vaultFiles(path);
  } catch (error) {
    if (isSurroundingsError(error)) throw error;
    throw surroundingsError(`${path} cannot be read: ${(error as Error).message}.`, error);
  }
}

/** Of the tag if it names one, else of the folder. */
function deckOf(vault: string, path: string, levels: string[]): string {
  if (levels.length > 0) return deckName(levels.join('::'));
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((folder) => folder !== '.');
  return deckName([vault, ...folders].map((level) => level.replaceAll('::', ' ')).join('::'));
}

function noteOf(
  { front, back, kind }: VaultCard,
  deck: string,
  tags: string[],
  find: (name: string) => string | undefined,
): ImportedNote {
  const fields = [
    { name: kind === 'cloze' ? 'Text' : 'Front', markdown: plainMarkdown(front, find) },
    { name: 'Back', markdown: plainMarkdown(back, find) },
  ].filter(({ markdown }): boolean => markdown !== '') satisfies ImportedField[];
  return { deck, notetype: kind, tags, fields };
}

/** Characters of front matter that are read. */
const longestMatter = 100_000;

function frontMatter(text: string): { body: string; tags: string[] } {
  const end = text.startsWith('---\n') ? text.indexOf('\n---', 3) : -1;
  if (end === -1 || end > longestMatter) return { body: text, tags: [] };
  const body = text.slice(text.indexOf('\n', end + 1) + 1 || text.length);
  return { body, tags: tagsIn(text.slice(4, end + 1)) };
}

function tagsIn(yaml: string): string[] {
  const said = matterTags(yaml);
  const list = typeof said === 'string' ? said.split(/[\s,]+/u) : said;
  const tags = (Array.isArray(list) ? list : []).filter((tag) => typeof tag === 'string');
  return tags.map((tag) => tag.replace(/^#/u, '').replaceAll('/', '::')).flatMap(tagOf);
}

/** What stands behind `tags`; nothing where the front matter is no YAML, or is made to blow up. */
function matterTags(yaml: string): unknown {
  try {
    const matter: unknown = parse(yaml, { maxAliasCount: 0, logLevel: 'silent' });
    return matter && typeof matter === 'object' && 'tags' in matter ? matter.tags : undefined;
  } catch {
    return undefined;
  }
}

/** Levels are `/` in Obsidian, `::` in Anki; the mark itself stays as it is. */
function tagOf(tag: string): string[] {
  const plain = tag.trim();
  if (plain === '' || /\s/u.test(plain)) return [];
  return [/^flashcards(?:::|$)/u.test(plain) ? plain.replaceAll('::', '/') : plain];
}
