export { workHere } from './here.ts';
export type { Work } from './work.ts';
