/** The contexts that `${{ … }}` reads: `github`, `needs`, `steps`, `inputs`, `matrix`. */
export type Contexts = Record<string, unknown>;

/** Fills in every `${{ … }}` of a text, as the runner does before a step begins. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gsu, (_, expression: string) => {
    const value = evaluate(expression, contexts);
    return value === null || value === undefined ? '' : String(value);
  });
}

/** The part of GitHub's expressions that our workflows use: paths, strings, `==`, `!=`, `&&`, `||`, `!`, brackets. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const tokens = [...expression.matchAll(/'(?:[^']|'')*'|==|!=|&&|\|\||[!()]|[\w.-]+/gu)].map(
    ([token]) => token,
  );
  const place = { at: 0 };
  const either = (): unknown => {
    let left = both();
    while (tokens[place.at] === '||') {
      place.at += 1;
      const right = both();
      left = left || right;
    }
    return left;
  };
  const both = (): unknown => {
    let left = compared();
    while (tokens[place.at] === '&&') {
      place.at += 1;
      const right = compared();
      left = left && right;
    }
    return left;
  };
  const compared = (): unknown => {
    const left = single();
    const sign = tokens[place.at];
    if (sign !== '==' && sign !== '!=') return left;
    place.at += 1;
    return ((left ?? '') === (single() ?? '')) === (sign === '==');
  };
  const single = (): unknown => {
    const token = tokens[place.at] ?? '';
    place.at += 1;
    if (token === '!') return !single();
    if (token === '(') {
      const inner = either();
      place.at += 1;
      return inner;
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^(true|false|null|\d+)$/u.test(token)) return JSON.parse(token);
    return lookUp(token, contexts);
  };
  const value = either();
  if (place.at !== tokens.length) throw new Error(`not understood: ${expression}`);
  return value;
}

function lookUp(path: string, contexts: Contexts): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[key]
          : undefined,
      contexts,
    );
}
