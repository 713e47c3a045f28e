import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

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
  return {
    async shoot({ html, css, media }) {
      shown.media = media ?? new Map();
      await page.locator('#qa').evaluate(put, `<style>${css}</style>${html}`);
      await typeset(page, html);
      return page.screenshot({ fullPage: true });
    },
    close: () => page.close(),
  };
}

/** Runs in the page. */
function put(card: { innerHTML: string }, markup: string): void {
  card.innerHTML = markup;
}

export interface Studio {
  shoot: (side: Side) => Promise<Buffer>;
  close: () => Promise<void>;
}

/** The card's classes on the body, and MathJax with what of Anki's configuration shows. */
function emptyPage(night: boolean): string {
  return `<!doctype html><html class="${night ? 'night-mode' : ''}"><meta charset="utf-8">
<script>
  MathJax = {
    tex: { processEscapes: false, processEnvironments: false, processRefs: false },
    startup: { typeset: false },
    options: { renderActions: { addMenu: [], checkLoading: [] } },
    chtml: { fontURL: '${origin}/output/chtml/fonts/woff-v2' },
  };
</script>
<script src="${origin}/tex-chtml-full.js"></script>
<body class="card card1${night ? ' nightMode' : ''}" style="min-height: 0"><div id="qa"></div></body></html>`;
}

/** Typesets the formulas, and sees to it that they have come out in MathJax's own fonts. */
async function typeset(page: Page, html: string): Promise<void> {
  const formulas = html.match(/\\[([]/gu)?.length ?? 0;
  const [drawn = 0, fonts = 0] = await page.evaluate<number[]>(`(async () => {
    MathJax.typesetClear();
    await MathJax.typesetPromise();
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
    const fonts = [...document.fonts].filter(
      ({ family, status }) => family.startsWith('MJXTEX') && status === 'loaded',
    );
    return [document.querySelectorAll('mjx-container').length, fonts.length];
  })()`);
  if (drawn !== formulas) throw new Error(`${drawn} of ${formulas} formulas were typeset.`);
  if (formulas > 0 && fonts === 0) throw new Error('The fonts of MathJax were not loaded.');
}

/** The browser that `CHROMIUM` names, else the first one in `PATH`. */
export function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ].find(isProgram);
  if (!found) throw new Error('No Chromium was found: install it, or name it in CHROMIUM.');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
