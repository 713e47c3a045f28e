export {
  type Adopted,
  type AdoptedMedia,
  type AdoptOptions,
  adopt as printDeck,
  type ImportOptions,
  importPackage,
  type Tally,
} from './adopt/index.ts';
export type {
  CardRow,
  Collection,
  DeckRow,
  FieldRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
  TemplateRow,
} from './collection.ts';
export { type Compiled, type CompileOptions, compile } from './compile.ts';
export type {
  Imported,
  ImportedDeck,
  ImportedField,
  ImportedNote,
  ImportedPreset,
} from './imported.ts';
export {
  type InputOptions,
  type PackageLimits,
  type ReadPackage,
  readInput,
  readPackage,
} from './inputs/index.ts';
export { type Options, optionsSchema } from './options.ts';
export {
  type AnkiAddress,
  type CollectionDocument,
  collectionSchema,
  type OpenAnki,
  type OutputPart,
  openAnki,
  type Package,
  type Pushed,
  packageByDeck,
  singlePackage,
  writeApkg,
  writeCrowdanki,
  writeJson,
  writeText,
} from './outputs/index.ts';
export type { Project } from './project.ts';
export {
  type MessageData,
  messagesOf,
  type ReportContext,
  reporters,
  reportToTerminal,
} from './reporters/index.ts';
export { type Settings, settingsSchema } from './settings.ts';
export { isSurroundingsError, type SurroundingsError } from './surroundings.ts';
export type { Cloze, Deck, Deletion, Field, Note } from './tree.ts';
export { type OutputFile, write } from './write.ts';
