import type { Link } from 'mdast';
import { isRemote } from '../../media.ts';
import { attribute } from './escape.ts';
import { leave, type Page } from './page.ts';

/** Of these nothing is escaped, and the sanitiser says nothing against them. */
const plainAddress = /^(?:[!#$&-;=?-Z_a-z~]|%[0-9A-Za-z]{2})*$/;
const allowed = /^(?:https?|mailto|tel):/;

/** A link; one that leads to another file gets the full address, or none. */
export function link(node: Link, page: Page): string {
  const { url, title } = node;
  if (!plainAddress.test(url) || (url.includes(':') && !allowed.test(url))) return leave(page);
  const href = isRemote(url) ? url : page.addressOf(url);
  const attributes = `${attribute('href', href)}${attribute('title', title)}`;
  return `<a${attributes}>${page.all(node).join('')}</a>`;
}
