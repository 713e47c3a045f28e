export { applyEdits, type Edit } from './fix.ts';
export { stampCell, stampLine } from './stamp.ts';
