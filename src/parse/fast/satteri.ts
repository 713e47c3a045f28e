import type { Foreign } from './convert.ts';
import type { Foreigner } from './index.ts';

/** The other parser, where there is a binary of it for this machine. */
export async function loadForeigner(): Promise<Foreigner | undefined> {
  try {
    const { markdownToMdast } = await import('satteri');
    const features = { gfm: true, math: false, frontmatter: false };
    return (text) => (markdownToMdast(text, { features }) as Foreign).children ?? [];
  } catch {
    return undefined;
  }
}
