export { type Diff, diff } from './diff.ts';
export {
  emptyLearner,
  type LearnerCard,
  type LearnerMedia,
  type LearnerNotetype,
  type LearnerState,
  learnerOf,
} from './learner.ts';
export { diffToMarkdown } from './markdown.ts';
export type { FieldChange, NoteChange, NoteChanges, NoteMove, NoteName } from './note-changes.ts';
export type { NotetypeChange, PartChanges } from './notetype-changes.ts';
export { releaseNotes } from './release-notes.ts';
export { type CardName, type ImportOptions, type ImportResult, importInto } from './simulate.ts';
export { diffToTerminal } from './terminal.ts';
export type { CardRef, MovedProgress, NoteRef, Verdict } from './verdict.ts';
export { type WordPart, wordDiff } from './words.ts';
