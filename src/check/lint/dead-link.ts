import { posix } from 'node:path';
import { attributesAtEnd } from '../../attributes.ts';
import { mediaPath } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import type { Finding } from './rule.ts';

/** A link to a deck file or to a heading leads somewhere. */
export function deadLink(
  _notes: NoteContext[],
  contexts: FactsContext[],
  project: Project,
): Finding[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsIn = (path: string) => {
    const found = anchors.get(path) ?? anchorsOf(path, project);
    anchors.set(path, found);
    return found;
  };
  const paths = new Set(project.sources.map((source) => source.path));
  const { decks } = project.options;
  return contexts.flatMap(({ facts, file }) =>
    facts.links.flatMap(({ url, place, note: index }): Finding[] => {
      if (!isDead(url, { from: facts.path, paths, decks, anchorsIn })) return [];
      const known = url.startsWith('#')
        ? Array.from(anchorsIn(facts.path), (anchor) => `#${anchor}`)
        : [...paths].map((path) => posix.relative(posix.dirname(facts.path), path));
      const note = index === undefined ? undefined : facts.notes[index];
      const message = messages.deadLink(url, known);
      return [{ message, place, facts, file, ...(note && { note }) }];
    }),
  );
}

interface Around {
  /** The file that the link stands in. */
  from: string;
  /** Those of all deck files. */
  paths: ReadonlySet<string>;
  decks: string;
  anchorsIn: (path: string) => Set<string>;
}

function isDead(url: string, { from, paths, decks, anchorsIn }: Around): boolean {
  const [, address = '', anchor] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/u.exec(url) ?? [];
  if (address === '') return anchor !== undefined && anchor !== '' && !leads(anchor, from);
  if (!/\.(?:md|markdown)$/iu.test(address)) return false;
  const path = mediaPath(address, from, decks);
  // Of what lies outside, and of READMEs, nobody here knows.
  if (path === undefined || /(?:^|\/)(?:readme\.|[_.])[^/]*$/iu.test(path)) return false;
  if (!paths.has(path)) return true;
  return anchor !== undefined && anchor !== '' && !leads(anchor, path);

  function leads(to: string, within: string): boolean {
    const known = anchorsIn(within);
    return known.has(to) || known.has(decoded(to).toLowerCase());
  }
}

/** Characters of a heading that count. */
const longHeading = 1000;

/** What a `#` can lead to: headings as GitHub names them, with their attributes and without, ids, and HTML. */
function anchorsOf(path: string, project: Project): Set<string> {
  const source = project.sources.find((one) => one.path === path);
  const text = String(source?.file.value ?? '');
  const found = new Set<string>();
  const times = new Map<string, number>();
  for (const [, line = ''] of text.matchAll(/^ {0,3}#{1,6}[ \t]+(.*)$/gmu)) {
    const title = line
      .slice(0, longHeading)
      .trim()
      .replace(/[ \t]#+$/u, '');
    const attributes = attributesAtEnd(title);
    if (attributes?.id !== undefined) found.add(attributes.id);
    const plain = attributes ? title.slice(0, attributes.start) : title;
    for (const anchor of new Set([slug(title), slug(plain)])) {
      const before = times.get(anchor) ?? 0;
      times.set(anchor, before + 1);
      found.add(before === 0 ? anchor : `${anchor}-${before}`);
    }
  }
  for (const [, , id = ''] of text.matchAll(/\b(?:id|name)=(["'])([^"'\n]+)\1/gu)) found.add(id);
  return found;
}

function slug(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/gu, '-');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
