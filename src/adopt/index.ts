export { type Adopted, type AdoptOptions, adopt, type Tally } from './adopt.ts';
export { type ImportOptions, importPackage } from './import-package.ts';
export type { AdoptedMedia } from './media.ts';
