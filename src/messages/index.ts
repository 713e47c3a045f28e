export * as messages from './catalogue.ts';
export type { Message, MessageFunction, Severity } from './define.ts';
export { define } from './define.ts';
export { didYouMean } from './did-you-mean.ts';
export { report } from './report.ts';
export { repeatSaid, type Said, saidOf } from './said.ts';
export { type PlacedYaml, parsePlacedYaml, parseYaml } from './schema-issues.ts';
