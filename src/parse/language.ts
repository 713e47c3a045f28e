import type { Position } from 'unist';
import type { VFile } from 'vfile';
import type { Attributes } from '../attributes.ts';
import {
  type ByField,
  type Direction,
  directionOf,
  languageTag,
  layOver,
  ofField,
  ofOthers,
} from '../languages.ts';
import { messages, report } from '../messages/index.ts';
import type { Notetype } from '../notetype/index.ts';
import type { Settings } from '../settings.ts';
import type { Field } from '../tree.ts';
import { languageKeys, settableFields } from './names.ts';

/**
 * Makes the function that gives the language and direction of a field: what the note says, or a section
 * above it, else the settings. Where the note type tells the language of a field itself, its templates say
 * it, and what the settings say of all fields is not for this one.
 */
export function languagesIn(
  attributes: Attributes[],
  notetype: Notetype,
  settings: Settings,
): (field: string) => Pick<Field, 'lang' | 'dir'> {
  const said = (key: 'lang' | 'dir') =>
    isField(key, notetype)
      ? undefined
      : attributes
          .map(({ values }) => readByField(values.get(key)?.value))
          .reduce(layOver, undefined);
  const near = { lang: said('lang'), dir: said('dir') };
  return (field) => {
    const own = notetype.fields.find(({ name }) => name === field);
    const usual = own?.dir ?? directionOf(own?.lang);
    const isTold = own?.lang !== undefined || usual !== undefined;
    const settle = (key: 'lang' | 'dir') =>
      ofField<string>(near[key], field) ??
      ofOthers<string>(near[key]) ??
      ofField<string>(settings[key], field) ??
      (isTold ? undefined : ofOthers<string>(settings[key]));
    const lang = settle('lang');
    // Around it the template says the opposite.
    const opposite = lang !== undefined && !directionOf(lang) && usual === 'rtl';
    const dir = settle('dir') ?? (opposite ? 'ltr' : undefined);
    return { ...(lang !== undefined && { lang }), ...(isDirection(dir) && { dir }) };
  };
}

/** Says which of the attributes `lang` and `dir` tell no language or direction, or name no field. */
export function checkLanguages(
  { values }: Attributes,
  place: Position | undefined,
  fields: string[],
  file: VFile,
): void {
  for (const key of languageKeys) {
    const written = values.get(key)?.value;
    if (written === undefined || fields.includes(key)) continue;
    const said = readByField(written) ?? '';
    const wanted = key === 'lang' ? (value: string) => languageTag.test(value) : isDirection;
    for (const value of typeof said === 'string' ? [said] : Object.values(said))
      if (!wanted(value)) report(file, place, messages.invalidLanguage(key, value));
    for (const name of typeof said === 'string' ? [] : Object.keys(said))
      if (name !== '*' && !fields.includes(name))
        report(file, place, messages.unknownField(name, undefined, fields));
  }
}

function isField(key: string, notetype: Notetype): boolean {
  return settableFields(notetype).includes(key);
}

/** `es`, or `Front: es, Back: en`. */
function readByField(written: string | undefined): ByField | undefined {
  if (!written?.includes(':')) return written?.trim();
  const pairs = written.split(',').map((part): [string, string] => {
    const at = part.lastIndexOf(':');
    return [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

function isDirection(value: string | undefined): value is Direction {
  return value === 'ltr' || value === 'rtl' || value === 'auto';
}
