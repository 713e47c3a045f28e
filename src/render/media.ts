import type { Element, ElementContent, Root } from 'hast';
import { isRemote, mediaKind, mediaPath } from '../media.ts';
import type { ByPath, FileScope } from '../project.ts';
import { soundMark } from './marks.ts';

/** Anki's name for the file at an address, if the project has it. */
export type NameOf = (url: string) => string | undefined;

/**
 * Makes what makes `NameOf` for a deck file, which also notes the paths that were asked for. An address is a
 * path, or the name that a file of an imported package had there.
 */
export function createNameFinder(
  names: ByPath<string>,
  { ledger, options }: Pick<FileScope, 'ledger' | 'options'>,
): (deckPath: string, used: Set<string>) => NameOf {
  const byName = new Map((ledger?.media ?? []).map(({ name, file }) => [name, file]));
  return (deckPath, used) => (url) => {
    const written = isRemote(url) ? undefined : mediaPath(url, deckPath, options.decks);
    const path = written !== undefined && names.has(written) ? written : byName.get(url);
    const name = path === undefined ? undefined : names.get(path);
    if (path !== undefined && name !== undefined) used.add(path);
    return name;
  };
}

/** Puts Anki's names where the author wrote paths; sounds and films become `[sound:…]`, which every client plays. */
export function resolveMedia(tree: Root, nameOf: NameOf, trusted: boolean): void {
  visit(tree);

  function visit(parent: Root | Element): void {
    parent.children = parent.children.map((child) => {
      if (child.type !== 'element') return child;
      const { src } = child.properties;
      if (typeof src === 'string') return resolved(child, src);
      visit(child);
      return child;
    }) as Element['children'];
  }

  function resolved(element: Element, src: string): ElementContent {
    visit(element);
    const name = nameOf(src);
    if (
      name !== undefined &&
      element.tagName === 'img' &&
      /^(sound|film)$/u.test(mediaKind(name))
    ) {
      return { type: 'text', value: soundMark(name) };
    }
    if (name !== undefined) element.properties.src = name;
    else if (!trusted) delete element.properties.src;
    return element;
  }
}
