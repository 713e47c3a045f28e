import { didYouMean, messages } from '../messages/index.ts';
import type { Caption, DiagramProblem } from './source.ts';

const keys = ['title', 'desc', 'width'];
const pair = /\s*([A-Za-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;
const widest = 2000;

/** Reads a fence's info string (`title="…" desc="…" width=320`); the title may also come from the spec. */
export function readMeta(meta: string): Partial<Caption> | { problem: DiagramProblem } {
  const found = new Map<string, string>();
  const text = meta.trim();
  pair.lastIndex = 0;
  while (pair.lastIndex < text.length) {
    const at = pair.lastIndex;
    const [, key = '', quoted, bare] = pair.exec(text) ?? [];
    if (key === '') return invalid(`\`${text.slice(at).trim()}\``, '`key="value"`', undefined);
    if (!keys.includes(key)) return invalid(`key \`${key}\``, list, didYouMean(key, keys));
    if (found.has(key)) return invalid(`second \`${key}\``, 'each key once', undefined);
    found.set(key, (quoted?.replace(/\\(.)/gu, '$1') ?? bare ?? '').trim());
  }
  const width = found.get('width');
  const pixels = Number(width?.replace(/px$/u, ''));
  if (width !== undefined && !(pixels >= 16 && pixels <= widest))
    return invalid(`width \`${width}\``, `CSS pixels from 16 to ${widest}`, undefined);
  const title = found.get('title');
  const description = found.get('desc');
  return {
    ...(title && { title }),
    ...(description && { description }),
    ...(width !== undefined && { width: pixels }),
  };
}

const list = '`title`, `desc` or `width`';

function invalid(
  got: string,
  expected: string,
  nearest: string | undefined,
): { problem: DiagramProblem } {
  return {
    problem: messages.diagramInvalid({
      reason: `Unexpected ${got} after the diagram's language, expected ${nearest ? `\`${nearest}\`` : expected}`,
      note: nearest
        ? `Did you mean \`${nearest}\`?`
        : 'Write it so: `title="What the picture is of" desc="What it shows" width=320`.',
    }),
  };
}
