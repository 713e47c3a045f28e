import { posix } from 'node:path';
import type { Definition, Link } from 'mdast';
import { attributesAtEnd } from '../../attributes.ts';
import { isRemote, mediaPath } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import type { Reading } from './reading.ts';
import type { Finding } from './rule.ts';

/** A link to a deck file or to a heading leads somewhere. */
export function deadLink(
  _readings: Reading[],
  contexts: RuleContext[],
  project: Project,
): Finding[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsIn = (path: string) => {
    const found = anchors.get(path) ?? anchorsOf(path, project);
    anchors.set(path, found);
    return found;
  };
  return contexts.flatMap((context) =>
    linksOf(context).flatMap(({ link, ...where }): Finding[] => {
      const dead = problemOf(link.url, context, anchorsIn);
      const known = link.url.startsWith('#')
        ? [...anchorsIn(context.deck.path)].map((anchor) => `#${anchor}`)
        : project.sources.map(({ path }) => posix.relative(posix.dirname(context.deck.path), path));
      if (!dead) return [];
      return [{ message: messages.deadLink(link.url, known), place: link, ...where }];
    }),
  );
}

type Linked = Pick<Finding, 'note' | 'deck' | 'file'> & { link: Link | Definition };

function linksOf({ deck, file }: RuleContext): Linked[] {
  const inNotes = deck.children.flatMap((note) =>
    [...descend(note)].flatMap((node): Linked[] =>
      node.type === 'link' && node.position ? [{ link: node as Link, note, deck, file }] : [],
    ),
  );
  const defined = deck.definitions.flatMap((node): Linked[] =>
    node.type === 'definition' ? [{ link: node, deck, file }] : [],
  );
  return [...inNotes, ...defined];
}

function problemOf(
  url: string,
  { deck, project }: RuleContext,
  anchorsIn: (path: string) => Set<string>,
): boolean {
  if (isRemote(url)) return false;
  const [, address = '', anchor] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/u.exec(url) ?? [];
  if (address === '') return anchor !== undefined && anchor !== '' && !leads(anchor, deck.path);
  if (!/\.(?:md|markdown)$/iu.test(address)) return false;
  const path = mediaPath(address, deck.path, project.options.decks);
  // Of what lies outside, and of READMEs, nobody here knows.
  if (path === undefined || /(?:^|\/)(?:readme\.|[_.])[^/]*$/iu.test(path)) return false;
  if (!project.sources.some((source) => source.path === path)) return true;
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
