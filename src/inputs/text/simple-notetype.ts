import { type NotetypeRow, plainField, type TemplateRow } from '../../collection.ts';
import { idOf } from '../../ids.ts';

/** A note type of which only the name and the fields are known: one card, the first field against all others. */
export function simpleNotetype(name: string, fields: string[], isCloze: boolean): NotetypeRow {
  const names = safeNames(fields);
  const [first = 'Front', ...others] = names;
  const shown = others
    .map((field) => `{{#${field}}}<div>{{${field}}}</div>{{/${field}}}`)
    .join('\n');
  const template: TemplateRow = {
    id: BigInt(idOf('text', name, 'template')),
    name: 'Card 1',
    front: isCloze ? `{{cloze:${first}}}` : `{{${first}}}`,
    back: isCloze
      ? `{{cloze:${first}}}\n${shown}`
      : `{{FrontSide}}\n\n<hr id="answer">\n\n${shown}`,
    browserFront: '',
    browserBack: '',
  };
  return {
    id: idOf('text', name),
    name,
    kind: isCloze ? 'cloze' : 'normal',
    mod: 0,
    sortField: 0,
    fields: names.map((field) => plainField(BigInt(idOf('text', name, 'field', field)), field)),
    templates: [template],
    css: '.card { font-family: sans-serif; font-size: 20px; text-align: center; }\n',
    latexPre: '',
    latexPost: '',
    latexSvg: false,
    stockKind: 0,
  };
}

/** Names that Anki takes for fields (anki-format, 9), none of them twice. */
export function safeNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = name
      .slice(0, 200)
      .normalize('NFC')
      .replace(/[:{}"\p{Cc}]/gu, ' ')
      .replace(/^[\s#/^]+|\s+$/gu, '')
      .slice(0, 60);
    const wanted = plain === '' ? `Field ${index + 1}` : plain;
    let unique = wanted;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${wanted} ${count}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
