import type { Options } from '../../options.ts';
import type { Foreign } from './convert.ts';
import type { Foreigner } from './index.ts';

/** Characters of all deck files, some 30 notes, from which on it pays to load the faster parser. */
const leastText = 4_000;

/**
 * The faster parser, if there is enough for it to read, the options allow it, and there is a binary of it for
 * this machine.
 */
export async function loadForeigner(
  options: Pick<Options, 'parser'>,
  texts: { text: string }[],
): Promise<Foreigner | undefined> {
  const size = texts.reduce((sum, { text }) => sum + text.length, 0);
  return options.parser === 'remark' || size < leastText ? undefined : loadSatteri();
}

/** The faster parser, where there is a binary of it for this machine. */
export async function loadSatteri(): Promise<Foreigner | undefined> {
  const satteri = await import('satteri').catch(() => undefined);
  if (!satteri) return undefined;
  const features = { gfm: true, math: false, frontmatter: false };
  return (text) => {
    try {
      const root = satteri.markdownToMdast(text, { features }) as Foreign;
      return root.children;
    } catch {
      // A text that it cannot read is read by the parser of record.
      return undefined;
    }
  };
}
