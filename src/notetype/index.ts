export type { FolderFile, NotetypeInput } from './load.ts';
export { loadNotetype } from './load.ts';
export { loadNotetypes } from './load-all.ts';
export type { Notetype, NotetypeField, NotetypeTemplate } from './notetype.ts';
export type { NotetypeFile } from './schema.ts';
export { notetypeSchema } from './schema.ts';
export { templateStem } from './template-stem.ts';
