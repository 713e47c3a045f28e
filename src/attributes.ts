/** Attributes in Pandoc's syntax, `{#id .class key=value flag}`. */
export interface Attributes {
  id?: string;
  classes: string[];
  values: Map<string, { value: string; offset: number }>;
  /** Offsets into the text that was searched. */
  start: number;
  end: number;
}

const piece =
  /\s*(?:#(?<id>[^\s{}"'=.#]+)|\.(?<class>[^\s{}"'=]+)|(?<key>[A-Za-z][\w-]*)=(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<bare>[^\s{}"']+))|(?<flag>skip)(?=[\s}]))/guy;

/** The attributes that end `text`, as those of a heading do. A space stands before them. */
export function attributesAtEnd(text: string): Attributes | undefined {
  for (const { index } of text.matchAll(/(?<=\s|^)\{(?=[\s#.A-Za-z])/gu)) {
    const attributes = attributesAt(text, index);
    if (attributes && text.slice(attributes.end).trim() === '') return attributes;
  }
  return undefined;
}

/** A heading as it is written, without the `#` and spaces at its end; a pattern would take a square of time. */
export function withoutClosing(heading: string): string {
  let end = heading.length;
  while (end > 0 && /[\s#]/u.test(heading[end - 1] ?? '')) end -= 1;
  return heading.slice(0, end);
}

/** The attributes that begin at `start`, as those of an image do. */
export function attributesAt(text: string, start: number): Attributes | undefined {
  if (text[start] !== '{') return undefined;
  const attributes: Attributes = { classes: [], values: new Map(), start, end: start };
  const rest = text.slice(start + 1);
  let read = 0;
  for (const found of rest.matchAll(piece)) {
    take(attributes, found.groups ?? {}, start + 1 + found.index);
    read = found.index + found[0].length;
  }
  const closing = /^\s*\}/u.exec(rest.slice(read));
  if (read === 0 || !closing) return undefined;
  attributes.end = start + 1 + read + closing[0].length;
  return attributes;
}

function take(
  attributes: Attributes,
  groups: Record<string, string | undefined>,
  offset: number,
): void {
  const { id, class: tag, key, double, single, bare, flag } = groups;
  if (id !== undefined) attributes.id = id;
  if (tag !== undefined) attributes.classes.push(tag);
  if (flag !== undefined) attributes.values.set(flag, { value: 'true', offset });
  if (key === undefined) return;
  const value = (double ?? single)?.replace(/\\(["'\\])/gu, '$1') ?? bare ?? '';
  attributes.values.set(key, { value, offset });
}
