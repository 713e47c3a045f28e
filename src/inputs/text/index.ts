export { fieldOf, looksLikeHtml } from './html.ts';
export { oneLine, plainName } from './names.ts';
export { type ReadText, readText } from './read-text.ts';
export { type RowsOptions, rowsOf } from './rows.ts';
export { guessSeparator, separatorName, separatorOf } from './separators.ts';
export { safeNames, simpleNotetype } from './simple-notetype.ts';
export { tagsOf } from './tags.ts';
