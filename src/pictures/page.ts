import type { CardVersion, ChangedCard } from './changed-cards.ts';
import type { CardParts, SideWriter } from './side.ts';

/** A page of a changed card. */
export interface CardPage {
  /** Without ending: `01-relu-card-1`. */
  name: string;
  card: ChangedCard;
  /** Made when it is asked for: with its pictures a page may be large. */
  html: () => string;
}

/** The page of a card: old and new side by side, front and back, light and dark, each in a frame of its own. */
export function cardPage(
  card: ChangedCard,
  name: string,
  write: SideWriter,
  parts: { before: CardParts; after: CardParts },
): CardPage {
  const frames = () =>
    [false, true].flatMap((night) =>
      (['front', 'back'] as const).flatMap((side) =>
        (['before', 'after'] as const).map((version) => {
          const shown = card[version];
          return shown && write(shown[side], { ...shown, night }, parts[version]);
        }),
      ),
    );
  return { name, card, html: () => pageOf(card, frames()) };
}

/** The page with its frames as high as what is in them, in the order of the page. */
export function withHeights(html: string, heights: number[]): string {
  let place = 0;
  return html.replaceAll(frameStart, () => {
    const height = heights[place];
    place += 1;
    return height === undefined
      ? frameStart
      : `${frameStart} style="height: ${height}px; resize: none"`;
  });
}

const frameStart = '<iframe sandbox="allow-same-origin" title="Card"';

const kinds: Record<ChangedCard['kind'], string> = {
  changed: 'Changed',
  styled: 'Another look of its note type',
  new: 'New',
  retired: 'Gone',
};

function pageOf(card: ChangedCard, frames: (string | undefined)[]): string {
  const cells = frames.map((frame) =>
    frame === undefined
      ? '<p class="none">No such card</p>'
      : `${frameStart} srcdoc="${escaped(frame)}"></iframe>`,
  );
  const row = (label: string, first: number) => {
    const night = first >= 4 ? ' class="night"' : '';
    return `<tr${night}><th scope="row">${label}</th><td>${cells[first]}</td><td>${cells[first + 1]}</td></tr>`;
  };
  const same = card.before && card.after ? sameSides(card.before, card.after) : [];
  const note =
    same.length > 0 ? `<p class="where">The ${same.join(' and the ')} stayed the same.</p>` : '';
  return documentOf(
    card.title,
    `<p class="kind">${kinds[card.kind]}</p>
<h1 dir="auto">${escaped(card.title)}</h1>
<p class="where">${whereOf(card)}</p>${note}
<table>
<thead><tr><td></td><th scope="col">Old</th><th scope="col">New</th></tr></thead>
<tbody>
${[row('Front', 0), row('Back', 2), row('Front, dark', 4), row('Back, dark', 6)].join('\n')}
</tbody>
</table>`,
  );
}

function sameSides(before: CardVersion, after: CardVersion): string[] {
  if (before.css !== after.css) return [];
  return (['front', 'back'] as const).filter(
    (side) =>
      before[side] === after[side] && JSON.stringify(before.files) === JSON.stringify(after.files),
  );
}

/** The list of all pages, each with its picture where there is one. */
export function indexPage(pages: CardPage[], total: number, pictured: ReadonlySet<string>): string {
  const list = pages
    .map(({ name, card }) => {
      const title = escaped(card.title);
      // The picture begins with the same words.
      return pictured.has(name)
        ? `<li><a href="${name}.html"><img src="${name}.png" alt="${title}" loading="lazy"></a></li>`
        : `<li><p class="kind">${kinds[card.kind]}</p><h2 dir="auto"><a href="${name}.html">${title}</a></h2><p class="where">${whereOf(card)}</p></li>`;
    })
    .join('\n');
  const count = pages.length < total ? `The first ${pages.length} of ${total}` : String(total);
  const cards = total === 1 ? 'card looks' : 'cards look';
  return documentOf(
    'Cards that look otherwise',
    `<h1>Cards that look otherwise</h1>
<p class="where">${count} ${cards} otherwise than before, old and new side by side.</p>
<ol>
${list}
</ol>`,
  );
}

function whereOf({ deck, notetype, card }: ChangedCard): string {
  return [deck.replaceAll('::', ' › '), notetype, card].filter(Boolean).map(escaped).join(' · ');
}

/** In the head of each page: so a folder of these pages is known again. */
export const pageMark = '<meta name="generator" content="deckwright diff --pictures">';

function documentOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${pageMark}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${styling}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const styling = `
body { box-sizing: border-box; max-width: 1060px; margin: 0 auto; padding: 24px; background: #ffffff; color: #1f2328; font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 17px; overflow-wrap: anywhere; }
a { color: #1f5fb0; }
.kind { display: inline-block; margin: 0 0 8px; padding: 1px 10px; border-radius: 999px; background: #e4edf8; color: #1c4f91; font-size: 13px; font-weight: 600; }
.where { margin: 0 0 4px; color: #59626d; font-size: 14px; }
table { width: 100%; margin-top: 16px; border-spacing: 12px 10px; border-collapse: separate; table-layout: fixed; }
thead th { color: #59626d; font-size: 14px; text-align: start; }
thead td, tbody th { width: 52px; }
tbody th { color: #59626d; font-size: 13px; font-weight: 600; text-align: start; vertical-align: top; }
tbody td { vertical-align: top; }
iframe { display: block; box-sizing: border-box; width: 100%; height: 320px; border: 1px solid #d0d7de; border-radius: 10px; background: #f5f5f5; resize: vertical; overflow: auto; }
.night iframe { border-color: #3d444d; background: #2c2c2c; }
.none { margin: 0; padding: 24px; border: 1px dashed #afb8c1; border-radius: 10px; color: #59626d; text-align: center; }
ol { margin: 24px 0 0; padding: 0; list-style: none; }
li { margin: 0 0 32px; }
li img { display: block; width: 100%; margin-top: 8px; border: 1px solid #d0d7de; border-radius: 10px; }
`;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
