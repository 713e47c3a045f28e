import type { Plan } from './plan.ts';

/** The note types' own styling for cards on a page: for light, and what dark changes. */
export interface CardStyles {
  light: string;
  dark: string;
}

/**
 * Shuts the styling of each note type into its own cards (`@scope`), and turns what it says of Anki's night
 * mode into a sheet that applies where the page is dark. What all note types begin with is said once.
 */
export function cardStyles({ notetypes }: Plan): CardStyles {
  const types = [...notetypes.values()].map(({ number, row }) => ({
    scope: `.type-${number}`,
    css: withoutImports(row.css),
  }));
  const shared = sharedStart(types.map(({ css }) => css));
  const sheets = [
    ...(shared === '' ? [] : [{ scope: '.shown', css: shared }]),
    ...types.map(({ scope, css }) => ({ scope, css: css.slice(shared.length) })),
  ];
  const scoped = (change: (css: string) => string) =>
    sheets
      .map(({ scope, css }) => ({ scope, css: change(css).trim() }))
      .filter(({ css }) => css !== '')
      .map(({ scope, css }) => `@scope (${scope}) {\n${css}\n}\n`)
      .join('\n');
  return { light: scoped((css) => css), dark: scoped(nightRules) };
}

/** Nothing is loaded from elsewhere. */
function withoutImports(css: string): string {
  return css.replace(/@import[^;]*;?/giu, '');
}

/** The whole rules that all begin with; nothing where there is one note type only. */
function sharedStart(all: string[]): string {
  const [first = '', ...rest] = all;
  if (rest.length === 0) return '';
  let length = first.length;
  for (const css of rest) {
    let same = 0;
    while (same < length && css[same] === first[same]) same += 1;
    length = same;
  }
  // A rule of the top level ends where a brace begins a line.
  const end = first.slice(0, length).lastIndexOf('\n}\n');
  return end === -1 ? '' : first.slice(0, end + 3);
}

const night = /\.(?:nightMode|night_mode|night-mode)(?![\w-])/gu;

/** The rules that speak of night mode, for cards within the scope. */
function nightRules(css: string): string {
  return topRules(css)
    .filter((rule) => rule.slice(0, rule.indexOf('{')).search(night) >= 0)
    .map((rule) => rule.replace(night, ':scope'))
    .join('\n');
}

/** The rules of the top level, without comments. */
function topRules(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//gu, '');
  const rules: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: sign, index } of plain.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{}]/gu)) {
    if (sign === '{') depth += 1;
    if (sign !== '}' || depth === 0) continue;
    depth -= 1;
    if (depth > 0) continue;
    rules.push(plain.slice(from, index + 1).trim());
    from = index + 1;
  }
  return rules;
}
