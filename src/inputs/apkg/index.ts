export { apkgInput, importedOf } from './input.ts';
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
