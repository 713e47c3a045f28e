export { apkgInput, importedOf } from './input.ts';
export { flagOf, integerOf, list, object, parseJson, textOf } from './json.ts';
export { mediaName } from './media-name.ts';
export { notetypeFromJson } from './notetypes-json.ts';
export {
  type ContainerVersion,
  type DeckSettings,
  type Json,
  type JsonObject,
  type PackageLimits,
  type PresetRow,
  type ReadPackage,
  readPackage,
} from './package.ts';
export { deckName, fieldText, tagList } from './text.ts';
