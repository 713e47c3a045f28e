import type { Element } from 'hast';
import type { Html } from 'mdast';
import type { State } from 'mdast-util-to-hast';

/**
 * HTML as the author wrote it, for rehype-raw to read. Markdown makes U+FFFD of references to noncharacters;
 * an HTML parser does not, and our marks are such characters.
 */
export function html(_state: State, node: Html): Element {
  const value = node.value.replace(/&#(x[0-9a-f]+|[0-9]+);?/giu, (reference, code: string) => {
    const point = Number(code.replace(/^x/iu, '0x'));
    return point >= 0xfdd0 && point <= 0xfdef ? '\uFFFD' : reference;
  });
  return { type: 'raw', value } as never;
}
