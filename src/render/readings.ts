import type { Nodes, Root } from 'hast';

/**
 * Writes a space for the end of a line before `漢字[かんじ]`: to Anki's furigana filter a space begins a word,
 * and an end of line is a part of it (tried).
 */
export function spaceReadings(tree: Root): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'text') node.value = withSpacedReadings(node.value);
    // Where lines are as they are written.
    if ('children' in node && !(node.type === 'element' && node.tagName === 'pre'))
      open.push(...node.children);
  }
}

/** The same for one stretch of text. */
export function withSpacedReadings(text: string): string {
  if (!text.includes('[') || !text.includes('\n')) return text;
  return text.replace(/\n(?=[^\s[\]]*[\p{Script=Han}々〆〇ヶ]\[[^[\]\n]+\])/gu, ' ');
}
