export { openApkg, writeApkg } from './apkg/index.ts';
export { writeCrowdanki } from './crowdanki/index.ts';
export { type DigestOptions, openDigests } from './digest.ts';
export { formats } from './formats.ts';
export { type CollectionDocument, collectionSchema, writeJson } from './json/index.ts';
export { type Package, packageByDeck, packagesOf, singlePackage } from './packages.ts';
export type { OutputPart } from './part.ts';
export { type AnkiAddress, type OpenAnki, openAnki, type Pushed } from './push/index.ts';
export { writeText } from './text/index.ts';
