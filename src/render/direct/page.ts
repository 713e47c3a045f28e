import type { Element } from 'hast';
import type { Code, Parent } from 'mdast';
import type { AddressOf } from '../links.ts';
import type { NameOf } from '../media.ts';

/** What writers of nodes share while one field is written. */
export interface Page {
  trusted: boolean;
  nameOf: NameOf;
  addressOf: AddressOf;
  code: (state: unknown, node: Code) => Element;
  /** The HTML of all children, one piece for each element and each stretch of text. */
  all: (parent: Parent) => string[];
  /** Set by a writer that meets what only the pipeline knows; nothing that was written counts then. */
  left: boolean;
}

/** Writes a node: one piece, or several that stand beside each other. */
export type Write<Written> = (node: Written, page: Page, parent: Parent) => string | string[];

/** Blocks stand on lines of their own, as mdast-util-to-hast has it. */
export function onLines(pieces: readonly string[]): string {
  return pieces.length === 0 ? '\n' : `\n${pieces.join('\n')}\n`;
}

/** Leaves the field to the pipeline. */
export function leave(page: Page): string {
  page.left = true;
  return '';
}
