/** Field text as an import stores it (anki-format, 4): NFC, without control characters but \n and \t. */
export function fieldText(text: string): string {
  return text.normalize('NFC').replace(/(?![\n\t])(?=\p{ASCII})\p{Cc}/gu, '');
}

/** Tags as an import stores them: sorted, each once whatever its case, no empty level. */
export function tagList(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const written of plain(text).split(/[ \u3000]/)) {
    const tag = levels(written.trim(), (level) => level);
    // To upper case first: Anki's comparison takes ß for ss.
    const key = tag.toUpperCase().toLowerCase();
    if (tag && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}

/** A deck's name as an import stores it: levels trimmed and none of them empty. */
export function deckName(name: string): string {
  return levels(plain(name), (level) => level.replace(/^[:\s]+|[:\s]+$/gu, '')) || 'blank';
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/(?=\p{ASCII})\p{Cc}/gu, '');
}

function levels(name: string, trim: (level: string) => string): string {
  if (name === '') return '';
  const split = name.split('::');
  return split.map((level) => trim(level) || 'blank').join('::');
}
