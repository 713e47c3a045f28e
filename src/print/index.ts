export { type DeckHead, printDeckFile } from './deck.ts';
export { applyEdits, type Edit } from './fix.ts';
export { fieldFromHtml } from './from-html.ts';
export { printBlocks } from './markdown.ts';
export { safeName, uniquePath } from './names.ts';
export { type NoteContext, type Plan, printNote } from './note.ts';
export { type PrintedFile, printNotetype } from './notetype.ts';
export { printRaw } from './raw.ts';
export { freshId, stampCell, stampLine } from './stamp.ts';
