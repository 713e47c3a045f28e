import { type ClozeDeletion, type ClozePart, parseClozes } from './cloze.ts';
import { encodeAttribute } from './encode-attribute.ts';
import { renderOcclusion } from './render-occlusion.ts';
import { withoutMarkup } from './strip-html.ts';

/** Which card of a cloze note is shown, and which side of it. */
export interface ClozeView {
  /** Cloze number of the card. */
  number: number;
  question: boolean;
}

/** A field with its deletions hidden or shown, as Anki's `cloze` filter; empty without the number. */
export function renderClozes(html: string, view: ClozeView): string {
  const seen = { active: false };
  const shown = renderParts(parseClozes(html), view, seen);
  return seen.active ? mathWithoutMarkup(shown) : '';
}

/** Only what was deleted (or its hints), as Anki's `cloze-only` filter. */
export function renderClozesOnly(html: string, view: ClozeView): string {
  const found: string[] = [];
  collectActive(parseClozes(html), view, found);
  return found.join(', ');
}

function renderParts(
  parts: readonly ClozePart[],
  view: ClozeView,
  seen: { active: boolean },
): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : renderDeletion(part, view, seen)))
    .join('');
}

function renderDeletion(
  deletion: ClozeDeletion,
  view: ClozeView,
  seen: { active: boolean },
): string {
  const { numbers, parts, hint } = deletion;
  const active = numbers.includes(view.number);
  if (active) seen.active = true;
  const first = parts[0];
  if (typeof first === 'string' && first.startsWith('image-occlusion:'))
    return renderOcclusion(first, numbers, active, view.question);
  const inner = renderParts(parts, view, seen);
  const ordinal = `data-ordinal="${numbers.join(',')}"`;
  if (!active) return `<span class="cloze-inactive" ${ordinal}>${inner}</span>`;
  if (!view.question) return `<span class="cloze" ${ordinal}>${inner}</span>`;
  return `<span class="cloze" data-cloze="${encodeAttribute(inner)}" ${ordinal}>[${hint ?? '...'}]</span>`;
}

function collectActive(parts: readonly ClozePart[], view: ClozeView, found: string[]): void {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.numbers.includes(view.number))
      found.push(view.question ? (part.hint ?? '...') : plain(part));
    collectActive(part.parts, view, found);
  }
}

function plain({ parts }: ClozeDeletion): string {
  return parts.map((part) => (typeof part === 'string' ? part : plain(part))).join('');
}

/** MathJax takes no tags, so Anki removes them between `\(` and `\)`, `\[` and `\]`. */
function mathWithoutMarkup(html: string): string {
  const opening = /\\[([]/g;
  const closing = /\\[)\]]/g;
  let result = '';
  let from = 0;
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(html);
    if (!close) break;
    result += html.slice(from, opening.lastIndex);
    result += withoutMarkup(html.slice(opening.lastIndex, close.index));
    from = close.index;
    opening.lastIndex = closing.lastIndex;
  }
  return result + html.slice(from);
}
