import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findBrowser } from '../src/commands/browser.ts';
import { bodyClasses, mathJaxSettings, reviewerPage, rootClasses } from '../src/notetype/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const mathJax = join(root, 'node_modules', 'mathjax-full', 'es5');
/** Never asked: what a page loads from here is read from `mathJax`. */
const origin = 'http://cards.invalid';

/** A side of a card, with the media it may show by name. */
export interface Side {
  html: string;
  css: string;
  media?: Map<string, { path: string } | { body: Buffer; contentType: string }>;
}

export interface Look {
  night: boolean;
  /** CSS pixels. */
  width: number;
  /** Device pixels for one of these. */
  scale: number;
}

/** Opens a page that takes pictures of card sides, one after the other, as Anki shows them. */
export async function openStudio(browser: Browser, { night, width, scale }: Look): Promise<Studio> {
  const shown: { media: NonNullable<Side['media']> } = { media: new Map() };
  const page = await browser.newPage({
    viewport: { width, height: 100 },
    deviceScaleFactor: scale,
    colorScheme: night ? 'dark' : 'light',
  });
  await page.route(`${origin}/**`, (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    const file = shown.media.get(path.slice(1));
    if (file) return route.fulfill(file);
    if (path !== '/') return route.fulfill({ path: join(mathJax, path) });
    return route.fulfill({ contentType: 'text/html', body: emptyPage(night) });
  });
  await page.goto(`${origin}/`);
  const show = async ({ html, css, media }: Side): Promise<string[]> => {
    shown.media = media ?? new Map();
    await page.locator('#qa').evaluate(put, `<style>${css}</style>${html}`);
    await typeset(page, html);
    await page.evaluate(paintShapes);
    return page.evaluate<string[]>(findWide);
  };
  return {
    show,
    async shoot(side) {
      await show(side);
      return page.screenshot({ fullPage: true });
    },
    close: () => page.close(),
  };
}

/** Runs in the page. */
function put(card: { innerHTML: string }, markup: string): void {
  card.innerHTML = markup;
}

/** What Anki's own script does for image occlusion, as far as a picture shows it. */
const paintShapes = `(() => {
  const container = document.querySelector('#image-occlusion-container');
  const image = container?.querySelector('img');
  if (!image) return;
  container.querySelector('canvas').style.display = 'none';
  container.style.cssText = 'position: relative; width: ' + image.clientWidth + 'px; margin: 0 auto';
  image.style.display = 'block';
  const colours = getComputedStyle(container.querySelector('canvas'));
  const kinds = { cloze: 'active', 'cloze-inactive': 'inactive', 'cloze-highlight': 'highlight' };
  for (const shape of document.querySelectorAll('#qa [data-shape]')) {
    const kind = kinds[shape.className];
    if (kind === 'inactive' && shape.dataset.occludeinactive !== '1') continue;
    const { left = 0, top = 0, width, height, rx, ry, points } = shape.dataset;
    const box = document.createElement('div');
    const percent = (number) => 100 * Number(number) + '%';
    box.style.cssText = 'position: absolute; box-sizing: border-box; left: ' + percent(left) + '; top: ' + percent(top) +
      '; width: ' + percent(points ? 1 : width ?? 2 * rx) + '; height: ' + percent(points ? 1 : height ?? 2 * ry);
    if (points) box.style.clipPath = 'polygon(' + points.split(' ').map((pair) => pair.split(',').map(percent).join(' ')) + ')';
    box.style.background = colours.getPropertyValue('--' + kind + '-shape-color');
    const [wide, colour] = colours.getPropertyValue('--' + kind + '-shape-border').trim().split(' ');
    if (!points) box.style.border = wide + ' solid ' + colour;
    if (shape.dataset.shape === 'ellipse') box.style.borderRadius = '50%';
    container.append(box);
  }
})()`;

/** The start of each text, formula or program that is wider than its place. */
const findWide = `[...document.querySelectorAll('#qa *')]
  .filter((box) => (box.matches('mjx-container[display="true"], pre, .table')
      ? box.scrollWidth > box.clientWidth + 1
      : box.matches('mjx-container, img, svg.diagram, code') && !box.closest('pre') &&
        box.getBoundingClientRect().right > innerWidth - 8))
  .map((box) => box.localName + ': ' + (box.querySelector('mjx-assistive-mml') ?? box).textContent.trim().slice(0, 60))`;

export interface Studio {
  /** Puts a side on the page and gives what on it is too wide. */
  show: (side: Side) => Promise<string[]>;
  shoot: (side: Side) => Promise<Buffer>;
  close: () => Promise<void>;
}

/** The page of Anki's reviewer, as small as the card. */
function emptyPage(night: boolean): string {
  const look = { client: 'linux', night } as const;
  const settings = JSON.stringify({
    ...mathJaxSettings(origin),
    options: { renderActions: { addMenu: [], checkLoading: [] } },
    chtml: { fontURL: `${origin}/output/chtml/fonts/woff-v2` },
  });
  return reviewerPage({
    head: `<script>
  MathJax = ${settings};
  document.documentElement.className = '${rootClasses(look)}';
</script>
<script src="${origin}/tex-chtml-full.js"></script>`,
    tail: `<script>
  document.body.className = '${bodyClasses(0, look)}';
  document.body.style.minHeight = '0';
</script>`,
  });
}

/** Typesets the formulas, and sees to it that they have come out in MathJax's own fonts. */
async function typeset(page: Page, html: string): Promise<void> {
  const formulas = html.match(/\\[([]/gu)?.length ?? 0;
  const [drawn = 0, fonts = 0, wrong = 0] = await page.evaluate<number[]>(`(async () => {
    MathJax.typesetClear();
    await MathJax.typesetPromise();
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
    const fonts = [...document.fonts].filter(
      ({ family, status }) => family.startsWith('MJXTEX') && status === 'loaded',
    );
    return [
      document.querySelectorAll('mjx-container').length,
      fonts.length,
      document.querySelectorAll('mjx-merror, [data-mjx-error], mjx-utext, mjx-mtext[style*="red"]').length,
    ];
  })()`);
  if (wrong > 0) throw new Error(`${wrong} formulas have an error or a letter without a glyph.`);
  if (drawn !== formulas) throw new Error(`${drawn} of ${formulas} formulas were typeset.`);
  if (formulas > 0 && fonts === 0) throw new Error('The fonts of MathJax were not loaded.');
}

/** The browser that the program would take. */
export function findChromium(): string {
  const found = findBrowser({ env: process.env });
  if (!found) throw new Error('No Chromium was found: install it, or name it in CHROME_PATH.');
  return found;
}
