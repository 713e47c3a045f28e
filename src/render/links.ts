import { posix } from 'node:path';
import type { Element, Root } from 'hast';
import { isRemote } from '../media.ts';
import { type Deck, descend } from '../tree.ts';
import { repositoryAddress } from './edit-link.ts';

/** The full address that a link of a deck file means, or nothing if it has none. */
export type AddressOf = (url: string) => string | undefined;

/** Makes `AddressOf` for a deck file: what is written relative to it stands in its repository. */
export function addressFinder(deck: Deck): AddressOf {
  return (url) => {
    const [, file = '', rest = ''] = /^([^?#]*)(.*)$/su.exec(url) ?? [];
    const path = file === '' ? deck.path : posix.join(posix.dirname(deck.path), decoded(file));
    if (file.startsWith('/') || path.startsWith('../')) return undefined;
    const address = repositoryAddress(deck, path);
    return address === undefined ? undefined : `${address}${rest}`;
  };
}

/** Gives links a full address, and takes away those that would lead nowhere from a card. */
export function resolveLinks(tree: Root, addressOf: AddressOf): void {
  for (const node of descend(tree)) {
    if (node.type !== 'element') continue;
    const { tagName, properties } = node as Element;
    const { href } = properties;
    if (tagName !== 'a' || typeof href !== 'string' || isRemote(href)) continue;
    if ('dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties) continue;
    const address = addressOf(href);
    if (address === undefined) delete properties.href;
    else properties.href = address;
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
