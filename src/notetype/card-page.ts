/** Programs that show cards. What a card's styling can tell apart are their classes. */
export const clients = {
  linux: 'Anki on Linux',
  windows: 'Anki on Windows',
  mac: 'Anki on macOS',
  ankidroid: 'AnkiDroid',
  ankimobile: 'AnkiMobile on iPhone',
} as const;

export type Client = keyof typeof clients;

/** Where a card is looked at. */
export interface Look {
  client: Client;
  night: boolean;
}

/** On `<html>`: system and browser (Anki's manual, "Platform-Specific CSS"), and night mode. */
const roots: Record<Client, string> = {
  linux: 'linux js chrome webkit',
  windows: 'win js chrome webkit',
  mac: 'mac js chrome webkit',
  ankidroid: 'mobile android linux js chrome webkit',
  ankimobile: 'mobile iphone js safari webkit',
};

/** On `<body>`, after `card card1`. */
const bodies: Record<Client, string> = {
  linux: 'isLin',
  windows: 'isWin',
  mac: 'isMac',
  ankidroid: 'mathjax-rendered',
  ankimobile: '',
};

/** Classes of `<html>` while a card is shown. */
export function rootClasses({ client, night }: Look): string {
  const mode = night ? (client === 'ankidroid' ? 'night_mode' : 'night-mode') : '';
  return [roots[client], mode].filter(Boolean).join(' ');
}

/** Classes of `<body>`: the card's number and, in the dark, both names of night mode; AnkiMobile has the first only. */
export function bodyClasses(ord: number, { client, night }: Look): string {
  const dark = client === 'ankimobile' ? 'nightMode' : 'nightMode night_mode';
  return ['card', `card${ord + 1}`, bodies[client], night ? dark : ''].filter(Boolean).join(' ');
}

/** Where MathJax is, and what the page loads besides. */
export interface PageParts {
  /** In the head, after nothing else. */
  head: string;
  /** Behind the card's place. */
  tail?: string;
}

/**
 * The page that cards are put on, one after the other, as Anki's reviewer does: side and styling go into
 * `#qa`. Its classes are `rootClasses` and `bodyClasses`.
 */
export function reviewerPage({ head, tail = '' }: PageParts): string {
  return `<!doctype html>
<html dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Card</title>
${head}
</head>
<body class="card">
<div id="_mark" hidden>★</div>
<div id="_flag" hidden>⚑</div>
<div id="qa" dir="auto"></div>
${tail}
</body>
</html>
`;
}

/**
 * The settings of Anki's MathJax (3.2.2, the bundle `tex-chtml-full`): only `\(…\)` and `\[…\]`, no bare
 * environments, no references, errors as TeX. `folder`: address of the folder that holds the bundle.
 */
export function mathJaxSettings(folder: string): Record<string, unknown> {
  const added = ['noerrors', 'mathtools'];
  return {
    tex: {
      displayMath: [['\\[', '\\]']],
      processEscapes: false,
      processEnvironments: false,
      processRefs: false,
      packages: { '[+]': added, '[-]': ['textmacros'] },
    },
    loader: { load: added.map((name) => `[tex]/${name}`), paths: { mathjax: folder } },
    startup: { typeset: false },
  };
}
