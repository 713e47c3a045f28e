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
 * above it, else the settings, for this field before all others. The note type's own language of a field
 * stands in its templates; only what is said of that very field takes its place.
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
  const typeOf = (field: string) => notetype.fields.find(({ name }) => name === field);
  const attribute = { lang: said('lang'), dir: said('dir') };
  const settled = (key: 'lang' | 'dir', field: string) => {
    const own = ofField(attribute[key], field) ?? ofOthers(attribute[key]);
    if (own !== undefined) return own;
    const isTold = typeOf(field)?.lang !== undefined || typeOf(field)?.dir !== undefined;
    return ofField<string>(settings[key], field) ?? (isTold ? undefined : ofOthers(settings[key]));
  };
  return (field) => {
    const lang = settled('lang', field);
    // Around it the template may say the opposite.
    const opposite = lang !== undefined && !directionOf(lang) && typeOf(field)?.rtl === true;
    const dir = settled('dir', field) ?? (opposite ? 'ltr' : undefined);
    return {
      ...(lang !== undefined && { lang }),
      ...(isDirection(dir) && { dir }),
    };
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
