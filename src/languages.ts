/** A value for all fields of a note, or for each by its name; `*` stands for all others. */
export type ByField<Value extends string = string> = Value | Record<string, Value>;

/** Of a text: which side its lines begin on; `auto` goes by its first letter. */
export type Direction = 'ltr' | 'rtl' | 'auto';

/** What a language tag (BCP 47) looks like, such as `en` or `pt-BR`. */
export const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/u;

/** What holds where `own` is said below `above`: names add up, one value for all replaces them. */
export function layOver<Value extends string>(
  above: ByField<Value> | undefined,
  own: ByField<Value> | undefined,
): ByField<Value> | undefined {
  if (own === undefined || above === undefined) return own ?? above;
  if (typeof own === 'string') return own;
  return { ...(typeof above === 'string' ? { '*': above } : above), ...own };
}

/** What is said of this very field. */
export function ofField<Value extends string>(
  said: ByField<Value> | undefined,
  field: string,
): Value | undefined {
  return typeof said === 'object' && Object.hasOwn(said, field) ? said[field] : undefined;
}

/** What is said of fields that are not named. */
export function ofOthers<Value extends string>(
  said: ByField<Value> | undefined,
): Value | undefined {
  return typeof said === 'object' ? ofField(said, '*') : said;
}

/** `rtl` for a language that is written from right to left; nothing for others. */
export function directionOf(lang: string | undefined): 'rtl' | undefined {
  if (lang === undefined) return undefined;
  try {
    const { script } = new Intl.Locale(lang).maximize();
    return script !== undefined && fromTheRight.has(script) ? 'rtl' : undefined;
  } catch {
    // A tag of the right form may still be none, such as `en-a`.
    return undefined;
  }
}

/** ISO 15924. */
const fromTheRight = new Set(
  'Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '),
);
