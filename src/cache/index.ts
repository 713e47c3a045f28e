export { compilerStamp } from './compiler.ts';
export { type Contents, openContents } from './contents.ts';
export { type Kept, keepingIn, shelfIn } from './keeping.ts';
export { cacheFolder } from './place.ts';
export { keepRun, type Printed, type Run, repeatedRun, stateOfFile } from './runs.ts';
export { type Cache, cacheKey, openCache } from './store.ts';
