import type { RootContent } from 'mdast';
import { endsInKanji, isKana } from '../readings.ts';
import { cutBareLink, type Mark, type Placed, splitMarks } from './marks.ts';

/** What a paragraph is made of once its marks are told from its text. */
export type Piece = RootContent | Mark;

export function isMark(piece: Piece | undefined): piece is Mark {
  return piece?.type === 'mark';
}

/** Splits content at its marks. `open`: deletions that are open where it begins. `brackets`: see `splitMarks`. */
export function piecesOf(
  nodes: RootContent[],
  source: string,
  open: number,
  placed?: Placed,
  brackets = false,
): Piece[] {
  const pieces: Piece[] = [];
  let depth = open;
  for (const node of nodes) {
    const parts = node.type === 'link' ? cutBareLink(node, source, depth > 0, brackets) : [node];
    for (const part of parts) {
      const split = part.type === 'text' ? splitMarks(part, source, placed, brackets) : [part];
      const kept = brackets ? withReadings(split, depth, placed) : split;
      for (const piece of kept) {
        if (isMark(piece)) depth += piece.kind === 'open' ? 1 : piece.kind === 'close' ? -1 : 0;
        pieces.push(piece);
      }
    }
  }
  return pieces;
}

/** Within a deletion the brackets of `漢字[かんじ]` are a reading; else, as in hashcards, they hide it. */
function withReadings(pieces: Piece[], open: number, placed: Placed | undefined): Piece[] {
  const kept: Piece[] = [];
  let depth = open;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (!piece) continue;
    const before = kept.at(-1);
    const [kana, end] = [pieces[at + 1], pieces[at + 2]];
    const isReading =
      depth > 0 &&
      isMark(piece) &&
      piece.text === '[' &&
      before?.type === 'text' &&
      endsInKanji(before.value) &&
      kana?.type === 'text' &&
      isKana(kana.value) &&
      isMark(end) &&
      end.text === ']';
    if (isReading) {
      const position = placed?.(piece.offset, end.offset + 1);
      kept.push({ type: 'text', value: `[${kana.value}]`, ...(position && { position }) });
      at += 2;
    } else {
      if (isMark(piece)) depth += piece.kind === 'open' ? 1 : piece.kind === 'close' ? -1 : 0;
      kept.push(piece);
    }
  }
  return kept;
}

/**
 * The `==` that may open a deletion and those that may close one. As with `_`, one within a word does
 * neither (`a==b`), one before a space does not open, one after a space does not close; and one opens only
 * if another one may close it in the same paragraph.
 */
export function samesOf(pieces: Piece[]): { opening: Set<Piece>; closing: Set<Piece> } {
  const sames = pieces.flatMap((piece, index) =>
    isMark(piece) && piece.kind === 'same' ? [{ piece, index }] : [],
  );
  const closers = sames.filter(({ index }) => {
    const before = pieces[index - 1];
    return (
      before !== undefined && !/\s$/u.test(endOf(before)) && !word.test(startOf(pieces[index + 1]))
    );
  });
  const last = closers.at(-1)?.index ?? -1;
  const openers = sames.filter(({ index }) => {
    const after = pieces[index + 1];
    const free = after !== undefined && !/^\s/u.test(startOf(after)) && last > index + 1;
    return free && !wordEnd.test(endOf(pieces[index - 1]));
  });
  return {
    opening: new Set(openers.map(({ piece }) => piece)),
    closing: new Set(closers.map(({ piece }) => piece)),
  };
}

// Scripts that write spaces between words; in others a mark stands anywhere.
const word = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_]/u;
const wordEnd = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_)\]]$/u;

function startOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? piece.value.slice(0, 2) : '';
}

function endOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? piece.value.slice(-2) : '';
}
