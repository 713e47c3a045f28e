export { writeApkg } from './apkg/index.ts';
export { type Package, packageByDeck, singlePackage } from './packages.ts';
