export { stampLine } from './stamp.ts';
