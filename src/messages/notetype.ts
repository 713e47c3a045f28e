import { define } from './define.ts';
import { listed } from './listed.ts';

/** A field name that Anki changes silently, which breaks the templates that use it. */
export const invalidFieldName = define('notetype-field-name', 'error', (name: string) => ({
  reason: `Unexpected field name \`${name}\`, expected a name without \`:\`, \`{\`, \`}\` or \`"\` that does not begin with \`#\`, \`/\` or \`^\``,
  note: 'Anki takes such characters out of the name, and templates no longer find the field.',
}));

/** A template name that Anki changes silently. */
export const invalidTemplateName = define('notetype-template-name', 'error', (name: string) => ({
  reason: `Unexpected template name \`${name}\`, expected a name without \`"\` and outer spaces`,
  note: 'Give the card template a plain name, such as `Card`.',
}));

/** A note type name that Anki changes silently. */
export const invalidNotetypeName = define('notetype-name', 'error', (name: string) => ({
  reason: `Unexpected note type name \`${name}\`, expected a name without \`"\` and outer spaces`,
  note: 'Anki changes such a name; give the note type a plain one.',
}));

/** Two fields or templates of one name, ignoring case. */
export const repeatedNotetypeName = define(
  'notetype-repeated-name',
  'error',
  (what: 'field' | 'template' | 'note type', name: string) => ({
    reason: `Unexpected second ${what} \`${name}\`, expected each name once`,
    note: 'Anki does not tell upper and lower case apart here; rename one of the two.',
  }),
);

/** Two fields, templates or note types with one id. */
export const repeatedNotetypeId = define('notetype-repeated-id', 'error', (id: string) => ({
  reason: `Unexpected second use of id ${id}, expected each id once`,
  note: 'Leave the id out: the ledger gives one and keeps it.',
}));

/** A key is absent and there is no other type to take it from. */
export const missingNotetypePart = define(
  'notetype-missing-part',
  'error',
  (part: string, expected: string, note?: string) => ({
    reason: `Unexpected note type without ${part}, expected ${expected}`,
    note:
      note ?? `Add ${expected}, or take it over from another note type with \`extends: basic\`.`,
  }),
);

/** `extends` names no note type. */
export const unknownBaseType = define(
  'notetype-unknown-base',
  'error',
  (key: string, known: readonly string[], nearest: string | undefined) => ({
    reason: `Unexpected note type \`${key}\` to extend, expected ${listed(known)}`,
    note: nearest ? `Did you mean \`${nearest}\`?` : 'Name the folder of another note type.',
  }),
);

/** Note types that extend each other in a circle. */
export const circularBaseType = define('notetype-base-cycle', 'error', (keys: string[]) => ({
  reason: `Unexpected circle of \`extends\` (${keys.join(' → ')}), expected one to end it`,
  note: 'Take `extends` out of one of them.',
}));

/** `styles` names no file of `templates/_shared/`. */
export const unknownSharedStyle = define(
  'notetype-unknown-style',
  'error',
  (name: string, known: string[], nearest: string | undefined) => ({
    reason: `Unexpected style \`${name}\`, expected ${listed(known)}`,
    note: nearest ? `Did you mean \`${nearest}\`?` : 'Shared styles stand in `templates/_shared/`.',
  }),
);

/** `sort-field` names none of the fields. */
export const unknownSortField = define(
  'notetype-unknown-sort-field',
  'error',
  (name: string, fields: string[], nearest: string | undefined) => ({
    reason: `Unexpected sort field \`${name}\`, expected ${listed(fields)}`,
    note: nearest ? `Did you mean \`${nearest}\`?` : 'Name one of the fields.',
  }),
);

/** A file in a note type's folder that nothing reads. */
export const strayNotetypeFile = define(
  'notetype-stray-file',
  'warning',
  (name: string, expected: string[]) => ({
    reason: `Unexpected file \`${name}\`, expected ${listed(expected)}`,
    note: 'Rename it after a template (in kebab-case), or take it out of the folder.',
  }),
);

/** A template names a field that is not there; Anki shows an error instead of the card. */
export const templateUnknownField = define(
  'template-unknown-field',
  'error',
  (name: string, side: string, fields: readonly string[], nearest: string | undefined) => ({
    reason: `Unexpected field \`${name}\` on the ${side}, expected ${nearest ? `\`${nearest}\`` : listed(fields)}`,
    note: nearest
      ? `Did you mean \`${nearest}\`? Upper and lower case matter, and no space may follow a filter's colon.`
      : 'Anki shows an error instead of the card; add the field or take it out.',
  }),
);

/** A template that is taken over shows fields that this note type does not have. */
export const templateInheritedField = define(
  'template-inherited-field',
  'error',
  (missing: string[], sides: string[]) => {
    const names = missing.map((name) => `\`${name}\``).join(', ');
    return {
      reason: `Unexpected fields without ${names}, expected all that ${sides.join(', ')} show${sides.length === 1 ? 's' : ''}`,
      note: 'These are taken over by `extends`. Add the fields, or write the files of the templates yourself.',
    };
  },
);

/** A `{{#Field}}`, or a `[anki:tts …]`, without its end. */
export const templateUnclosed = define(
  'template-unclosed',
  'error',
  (closing: string, side: string) => ({
    reason: `Unexpected end of the ${side}, expected \`${closing}\``,
    note: 'Close what the tag at this place opens.',
  }),
);

/** A `{{/Field}}` that closes nothing, or not what was opened last. */
export const templateUnexpectedClose = define(
  'template-unexpected-close',
  'error',
  (name: string, side: string, expected: string | undefined) => ({
    reason: `Unexpected \`{{/${name}}}\` on the ${side}, expected ${expected === undefined ? `\`{{#${name}}}\` or \`{{^${name}}}\` before it` : `\`{{/${expected}}}\``}`,
    note: 'Each `{{#Field}}` or `{{^Field}}` is closed by `{{/Field}}`, the inner one first.',
  }),
);

/** A filter that is none of Anki's, but nearly. */
export const templateUnknownFilter = define(
  'template-unknown-filter',
  'warning',
  (filter: string, side: string, meant: string) => ({
    reason: `Unexpected filter \`${filter}:\` on the ${side}, expected \`${meant}:\``,
    note: 'Anki shows the field as if the filter were not there. Small and capital letters matter.',
  }),
);

/** Text to speech in no language that a device has a voice for. */
export const templateTtsLanguage = define(
  'template-tts-language',
  'error',
  (language: string, side: string, meant: string | undefined) => ({
    reason: `Unexpected ${language === '' ? 'text to speech without a language' : `language \`${language}\` of text to speech`} on the ${side}, expected ${meant ? `\`${meant}\`` : 'one such as `es_ES`'}`,
    note: 'Write the language and the country behind `tts` and one space, as in `{{tts es_ES:Front}}`. Devices name their voices so, and without a match they stay silent.',
  }),
);

/** An option of text to speech that Anki does not know. */
export const templateTtsOption = define(
  'template-tts-option',
  'error',
  (option: string, side: string) => ({
    reason: `Unexpected \`${option}\` in text to speech on the ${side}, expected ${option.startsWith('speed=') ? 'a speed such as `speed=0.8`' : '`voices=` or `speed=`'}`,
    note: 'Names of voices have `_` for a space and are separated by commas, as in `voices=Apple_Otoya,Microsoft_Haruka`. The usual speed is 1.',
  }),
);

/** A front that shows no field never makes a card. */
export const templateWithoutField = define(
  'template-without-field',
  'error',
  (template: string) => ({
    reason: `Unexpected front of \`${template}\` without a field, expected one such as \`{{Front}}\``,
    note: 'Anki makes a card only when the front shows a field that is filled; text, comments and conditions alone do not count.',
  }),
);

/** Anki refuses to save two templates with the same front. */
export const templateSameFront = define(
  'template-same-front',
  'error',
  (template: string, other: string) => ({
    reason: `Unexpected front of \`${template}\`, expected one that differs from the front of \`${other}\``,
    note: 'Anki refuses two equal fronts: learners would see the same question twice.',
  }),
);

/** A side of a cloze note type that shows no deletions. */
export const templateWithoutCloze = define(
  'template-without-cloze',
  'error',
  (side: string, field: string) => ({
    reason: `Unexpected ${side} without \`cloze:\`, expected \`{{cloze:${field}}}\` or the like`,
    note: 'A note type of kind cloze needs it on both sides.',
  }),
);

/** `cloze:` in a note type that is not of kind cloze. */
export const templateStrayCloze = define(
  'template-stray-cloze',
  'error',
  (field: string, side: string) => ({
    reason: `Unexpected \`{{cloze:${field}}}\` on the ${side}, expected it only in a note type of kind cloze`,
    note: 'It shows nothing here: add `kind: cloze` to notetype.yaml, or take `cloze:` out.',
  }),
);

/** A second template in a note type of kind cloze, which Anki ignores. */
export const templateManyCloze = define('template-many-cloze', 'error', (count: number) => ({
  reason: `Unexpected ${count} templates, expected one in a note type of kind cloze`,
  note: 'Its cards come from the cloze numbers, all by the same template.',
}));

/** Conditions nested beyond all use. */
export const templateTooDeep = define(
  'template-too-deep',
  'error',
  (name: string, side: string) => ({
    reason: `Unexpected \`{{#${name}}}\` on the ${side}, expected at most 100 conditions within each other`,
    note: 'Flatten the conditions of the template.',
  }),
);

/** Every template's front comes out empty: Anki would have a note that nobody is ever asked. */
export const noteWithoutCard = define('note-without-card', 'error', (notetype: string) => ({
  reason: `Unexpected note without a card, expected content that a template of \`${notetype}\` shows on its front`,
  note: 'Fill one of the fields that the fronts show, or give the field a default in `notetype.yaml`.',
}));
