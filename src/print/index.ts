export { stampCell, stampLine } from './stamp.ts';
