import { define } from './define.ts';

/** The picture cannot be drawn. `problem`: what is wrong, and what to do, in the drawer's words. */
export const diagramInvalid = define(
  'diagram-invalid',
  'error',
  (problem: { reason: string; note: string }) => problem,
);

/** Nobody who cannot see the picture would know of what it is. `language` is that of the fence. */
export const diagramTitleMissing = define('diagram-title-missing', 'error', (language: string) => ({
  reason: 'Unexpected diagram without a title, expected one for learners who cannot see it',
  note: `Write it after the language of the fence: \`${language} title="What the picture is of" desc="What it shows"\`.`,
}));

/** The data of a plot would be loaded from elsewhere. */
export const diagramRemoteData = define('diagram-remote-data', 'error', (url: string) => ({
  reason: `Unexpected data at \`${url}\`, expected a file in the deck's folder or below it`,
  note: 'Save the data as a CSV, TSV or JSON file beside the deck and write its relative path, such as `data/points.csv`.',
}));

/** The data of a plot is not where the spec says. */
export const diagramDataMissing = define('diagram-data-missing', 'error', (url: string) => ({
  reason: `Unexpected path \`${url}\`, expected a CSV, TSV or JSON file that is there`,
  note: 'Correct the path; it is relative to the deck file.',
}));
