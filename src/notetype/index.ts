export {
  bodyClasses,
  type Client,
  clients,
  type Look,
  mathJaxSettings,
  reviewerPage,
  rootClasses,
} from './card-page.ts';
export { type CardNotetype, cardOrds, isEmptyField, openCardOrds, specialFields } from './cards.ts';
export { type ClozeDeletion, type ClozePart, clozeNumbers, parseClozes } from './cloze.ts';
export { compareTyped } from './compare-typed.ts';
export { inLanguages } from './in-languages.ts';
export type { FolderFile, NotetypeInput } from './input.ts';
export { loadNotetype } from './load.ts';
export { loadNotetypes } from './load-all.ts';
export type { Notetype, NotetypeField, NotetypeTemplate } from './notetype.ts';
export { type CardNote, type RenderedCard, renderCard } from './render-card.ts';
export type { NotetypeFile } from './schema.ts';
export { notetypeSchema } from './schema.ts';
export { type ShownCard, showCard } from './show-card.ts';
export type { Sound } from './sounds.ts';
export { stripHtml } from './strip-html.ts';
export {
  fieldsOf,
  parseTemplate,
  type Template,
  type TemplateError,
  type TemplateNode,
} from './template.ts';
export { templateStem } from './template-stem.ts';
export { tidyNotetype } from './tidy.ts';
