export { type PackageLimits, type ReadPackage, readPackage } from './apkg/index.ts';
