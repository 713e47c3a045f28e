import type { NotetypeRow } from '../collection.ts';

/**
 * The note type as files can hold it: names that Anki would keep when it saves, each once, and line endings
 * of one kind.
 */
export function tidyNotetype(row: NotetypeRow): NotetypeRow {
  const fields = unique(row.fields.map(({ name }) => plainName(name, /[:{}]/gu) || 'Field'));
  const templates = unique(row.templates.map(({ name }) => plainName(name) || 'Card'));
  return {
    ...row,
    name: plainName(row.name) || 'Note type',
    sortField: Math.min(Math.max(0, row.sortField), row.fields.length - 1),
    css: plainText(row.css),
    latexPre: plainText(row.latexPre),
    latexPost: plainText(row.latexPost),
    fields: row.fields.map((field, index) => ({
      ...field,
      name: fields[index] ?? field.name,
      size: Math.min(Math.max(0, field.size), 1000),
      description: plainText(field.description),
      ...(field.tag !== undefined && { tag: Math.max(0, field.tag) }),
    })),
    templates: row.templates.map((template, index) => ({
      ...template,
      name: templates[index] ?? template.name,
      front: plainText(template.front),
      back: plainText(template.back),
      browserFront: plainText(template.browserFront),
      browserBack: plainText(template.browserBack),
    })),
  };
}

function plainText(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/^\uFEFF|\0/gu, '')
    .replace(/[\uFDD0-\uFDEF]|\p{Surrogate}/gu, '\uFFFD');
}

/** What Anki takes out of names, the rest of which templates go on to use (anki-format, 9). */
function plainName(name: string, more?: RegExp): string {
  const plain = name
    .normalize('NFC')
    .replace(/["\p{Cc}\p{Surrogate}\uFDD0-\uFDEF]/gu, '')
    .trim();
  const field = more
    ? plain
        .replace(more, '')
        .replace(/^[#/^\s]+/u, '')
        .trim()
    : plain;
  return more && field === 'FrontSide' ? 'FrontSide+' : field;
}

function unique(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    while (taken.has(own.toLowerCase())) own += '+';
    taken.add(own.toLowerCase());
    return own;
  });
}
