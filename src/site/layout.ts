import { type Html, html, safe } from './html.ts';
import { relativeTo } from './plan.ts';
import { posterSize } from './poster.ts';
import { posterOf } from './posters.ts';
import type { SiteFile } from './site.ts';

/** What all pages of a site share. */
export interface Frame {
  /** Name of the site. */
  name: string;
  lang: string;
  url?: string;
  hasCredits: boolean;
  hasChanges: boolean;
  /** Whether each deck has a picture for previews of links. */
  hasPosters: boolean;
}

export interface Page {
  path: string;
  title: string;
  description?: string;
  body: Html;
  /** Scripts of this page, from the top of the site. */
  scripts?: string[];
  /** Whether search engines leave it out. */
  hidden?: boolean;
}

/** Nothing is loaded from elsewhere, and no script runs but the site's own files. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // MathJax places the parts of a formula by `style`.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
].join('; ');

/** A whole page: head, bar, content and foot. It reads well without any script. */
export function pageFile(frame: Frame, page: Page): SiteFile {
  const to = (path: string) => relativeTo(page.path, path);
  const title = page.path === 'index.html' ? frame.name : `${page.title} · ${frame.name}`;
  const text = html`<!doctype html>
<html lang="${frame.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head(frame, page, title)}<link rel="icon" href="${to('assets/icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('assets/site.css')}">
<link rel="stylesheet" href="${to('assets/cards.css')}">
<link rel="stylesheet" href="${to('assets/math.css')}">
<link rel="stylesheet" href="${to('assets/dark.css')}" media="screen and (prefers-color-scheme: dark)" data-dark>
<link rel="stylesheet" href="${to('assets/cards-dark.css')}" media="screen and (prefers-color-scheme: dark)" data-dark>
<script src="${to('assets/site.js')}"></script>
${(page.scripts ?? []).map((script) => html`<script src="${to(script)}" defer></script>\n`)}</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="bar">
<a class="brand" href="${to('index.html')}">${safe(mark)}<span>${frame.name}</span></a>
<form class="find" role="search" action="${to('search.html')}"><input type="search" name="q" aria-label="Search the notes" placeholder="Search"></form>
<button class="theme" type="button" aria-label="Light or dark" hidden>${safe(halfMoon)}</button>
</header>
<main id="content">
${page.body}
</main>
<footer class="foot">
<nav aria-label="About"><a href="${to('index.html')}">All decks</a>${frame.hasChanges && html` <a href="${to('changes.html')}">What is new</a>`}${frame.hasCredits && html` <a href="${to('credits.html')}">Credits</a>`}</nav>
</footer>
</body>
</html>
`;
  return { path: page.path, text: text.html };
}

function head({ url, hasPosters }: Frame, page: Page, title: string): Html {
  const address =
    url === undefined ? undefined : url + page.path.replace(/(^|\/)index\.html$/u, '$1');
  return html`${
    page.description &&
    html`<meta name="description" content="${page.description}">
`
  }<meta property="og:title" content="${title}">
<meta property="og:type" content="website">
${
  page.description &&
  html`<meta property="og:description" content="${page.description}">
`
}${
  address &&
  html`<meta property="og:url" content="${address}">
<link rel="canonical" href="${address}">
`
}${
  hasPosters &&
  html`<meta property="og:image" content="${`${url}${posterOf(page.path)}`}">
<meta property="og:image:width" content="${posterSize.width}">
<meta property="og:image:height" content="${posterSize.height}">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">
`
}${
  page.hidden &&
  html`<meta name="robots" content="noindex">
`
}`;
}

const mark =
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect x="3" y="7" width="13" height="14" rx="2.5" opacity=".35"/><rect x="8" y="3" width="13" height="14" rx="2.5"/></svg>';
const halfMoon =
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/></svg>';

/** The picture in the browser's tab. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#2f6fc4"><rect x="3" y="7" width="13" height="14" rx="2.5" opacity=".4"/><rect x="8" y="3" width="13" height="14" rx="2.5"/></svg>\n';
