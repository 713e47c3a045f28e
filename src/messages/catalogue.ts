export * from './cloze.ts';
export * from './content.ts';
export * from './files.ts';
export * from './math.ts';
export * from './notetype.ts';
export * from './writing.ts';
export * from './yaml.ts';
