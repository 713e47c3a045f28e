import type { NoteRow, NotetypeRow } from '../collection.ts';
import { renderCard } from '../notetype/index.ts';
import { escaped } from './html.ts';

/** A card of a picture with hidden parts: the picture, its shapes drawn over it, and what is said beside it. */
export function occlusionPicture(
  notetype: NotetypeRow,
  { fields, tags }: NoteRow,
  ord: number,
): { front: string; back: string } {
  const named = (name: string) =>
    fields[notetype.fields.findIndex((field) => field.name === name)] ?? '';
  const tagged = (tag: number) =>
    fields[notetype.fields.findIndex((field) => field.tag === tag)] ?? '';
  const { question, answer } = renderCard(notetype, { fields, tags, deck: '' }, ord);
  const header = tagged(2) ? `<header class="title">${tagged(2)}</header>` : '';
  const context = named('Context') ? `<nav class="context">${named('Context')}</nav>` : '';
  const side = (card: string) =>
    `${context}${header}<div class="occlusion">${tagged(1)}${drawn(card)}</div>`;
  const extra = tagged(3) ? `<aside class="extra">${tagged(3)}</aside>` : '';
  return { front: side(question), back: `${side(answer)}${extra}` };
}

/** The shapes that a card shows, as SVG over the whole of the picture: places are parts of its width and height. */
function drawn(card: string): string {
  const shapes = [...card.matchAll(/<div class="(cloze[\w-]*)" ([^>]*)><\/div>/gu)].flatMap(
    ([, state = '', attributes = '']) => {
      const data = Object.fromEntries(
        [...attributes.matchAll(/data-([\w-]+)="([^"]*)"/gu)].map(([, key, value]) => [key, value]),
      );
      if (state === 'cloze-inactive' && data.occludeInactive !== '1') return [];
      return shapeOf(data, state);
    },
  );
  return `<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${shapes.join('')}</svg>`;
}

function shapeOf(data: Record<string, string | undefined>, state: string): string[] {
  const percent = (key: string) => 100 * (Number(data[key]) || 0);
  const [x, y, kind] = [percent('left'), percent('top'), escaped(state)];
  if (data.shape === 'rect')
    return [
      `<rect class="${kind}" x="${x}" y="${y}" width="${percent('width')}" height="${percent('height')}"></rect>`,
    ];
  if (data.shape === 'ellipse') {
    const [rx, ry] = [percent('rx'), percent('ry')];
    return [
      `<ellipse class="${kind}" cx="${x + rx}" cy="${y + ry}" rx="${rx}" ry="${ry}"></ellipse>`,
    ];
  }
  if (data.shape !== 'polygon') return [];
  const points = (data.points ?? '').split(' ').map((point) =>
    point
      .split(',')
      .map((number) => 100 * (Number(number) || 0))
      .join(','),
  );
  return [`<polygon class="${kind}" points="${points.join(' ')}"></polygon>`];
}
