import { decodeEntities } from './html4-entities.ts';
import { withoutMarkup } from './strip-html.ts';

/**
 * What Anki shows where an answer was typed in: the same markup as its engine's `compare_answer` (tried).
 * `expected` is HTML, `typed` plain text. Without `combining`, accents make no difference.
 */
export function compareTyped(expected: string, typed: string, combining = true): string {
  const right = plain(expected);
  const said = typed.normalize('NFC').trim();
  if (said === '') return `<code id=typeans>${escaped(right)}</code>`;
  const [wanted, given] = [letters(right), letters(said)];
  const same = (a: string, b: string) => a === b || (!combining && bare(a) === bare(b));
  if (wanted.length === given.length && wanted.every((one, at) => same(one, given[at] ?? '')))
    return `<code id=typeans>${span('typeGood', right)}</code>`;
  const blocks = matches(wanted, given, same);
  const rows = [givenRow(wanted, given, blocks), wantedRow(wanted, blocks)];
  return `<code id=typeans>${rows.join('<br><span id=typearrow>&darr;</span><br>')}</code>`;
}

/** Runs of letters that both have: where they begin in each, and how long they are. */
type Block = [wanted: number, given: number, length: number];

/** Lines are spaces; sounds cannot be typed. */
function plain(html: string): string {
  const lines = html.replace(/<br\s*\/?>|<\/?div[^>]*>|\n/giu, ' ').replace(sound, '');
  return decodeEntities(withoutMarkup(lines)).normalize('NFC').trim();
}

const sound = /\[(?:sound:[^\]]*|anki:play:[^\]]*)\]/gu;

/** A letter with its combining marks is one; a longer answer than anybody types is compared by its beginning. */
function letters(text: string): string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu)?.slice(0, longest) ?? [];
}

const longest = 2000;

function bare(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}+/gu, '');
}

/** The longest common run first, then those before and after it. */
function matches(
  wanted: string[],
  given: string[],
  same: (a: string, b: string) => boolean,
): Block[] {
  const found: Block[] = [];
  const waiting: [number, number, number, number][] = [[0, wanted.length, 0, given.length]];
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const [wantedStart, wantedEnd, givenStart, givenEnd] = range;
    const [w, g, length] = longestRun(wanted, given, range, same);
    if (length === 0) continue;
    found.push([w, g, length]);
    waiting.push([wantedStart, w, givenStart, g], [w + length, wantedEnd, g + length, givenEnd]);
  }
  return found.sort(([a], [b]) => a - b);
}

function longestRun(
  wanted: string[],
  given: string[],
  [wantedStart, wantedEnd, givenStart, givenEnd]: [number, number, number, number],
  same: (a: string, b: string) => boolean,
): Block {
  let best: Block = [wantedStart, givenStart, 0];
  let before = new Map<number, number>();
  for (let w = wantedStart; w < wantedEnd; w += 1) {
    const now = new Map<number, number>();
    for (let g = givenStart; g < givenEnd; g += 1) {
      if (!same(wanted[w] ?? '', given[g] ?? '')) continue;
      const length = (before.get(g - 1) ?? 0) + 1;
      now.set(g, length);
      if (length > best[2]) best = [w - length + 1, g - length + 1, length];
    }
    before = now;
  }
  return best;
}

/** What was typed: right, wrong, and a dash for each letter that is missing. */
function givenRow(wanted: string[], given: string[], blocks: Block[]): string {
  let row = '';
  let [w, g] = [0, 0];
  for (const [nextWanted, nextGiven, length] of [...blocks, endOf(wanted, given)]) {
    const wrong = given.slice(g, nextGiven);
    if (wrong.length > 0) row += span('typeBad', wrong.join(''));
    else if (nextWanted > w) row += span('typeMissed', '-'.repeat(nextWanted - w));
    row += span('typeGood', given.slice(nextGiven, nextGiven + length).join(''));
    [w, g] = [nextWanted + length, nextGiven + length];
  }
  return row;
}

/** What was wanted: what was there, and what was not. */
function wantedRow(wanted: string[], blocks: Block[]): string {
  let row = '';
  let w = 0;
  for (const [next, , length] of [...blocks, endOf(wanted, [])]) {
    row += span('typeMissed', wanted.slice(w, next).join(''));
    row += span('typeGood', wanted.slice(next, next + length).join(''));
    w = next + length;
  }
  return row;
}

function endOf(wanted: string[], given: string[]): Block {
  return [wanted.length, given.length, 0];
}

function span(name: string, text: string): string {
  return text === '' ? '' : `<span class=${name}>${escaped(text)}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
