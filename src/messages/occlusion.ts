import { define } from './define.ts';

export const occlusionImage = define('occlusion-image', 'error', (found: number) => ({
  reason: `Unexpected note with ${found === 0 ? 'no picture' : 'more than one picture'}, expected one picture to hide parts of`,
  note: 'Write the picture below the heading, as in `![The heart](heart.svg)`, and the list of shapes after it. Further pictures may stand after `---`.',
}));

export const occlusionMissing = define('occlusion-missing', 'error', () => ({
  reason: 'Unexpected image occlusion without a shape, expected at least one',
  note: 'Write a list such as `- rect 0.1 0.2 0.3 0.4: label` below the picture, or `{occlude=labels}` behind the heading.',
}));

export const occlusionShape = define(
  'occlusion-shape',
  'error',
  (written: string, expected: string) => ({
    reason: `Unexpected \`${written}\` in a shape, expected ${expected}`,
    note: 'A shape is `rect left top width height`, `ellipse left top rx ry` or `polygon x,y x,y x,y`, then `: label` if you like, then `{group=name}`.',
  }),
);

export const occlusionPixels = define('occlusion-pixels', 'error', (written: string) => ({
  reason: `Unexpected \`${written}\`, expected fractions, as the size of this picture cannot be read`,
  note: 'Write fractions of the picture, such as `0.25`. Pixels need a PNG, JPEG, GIF, WebP or SVG that says its size.',
}));

export const occlusionEmpty = define('occlusion-empty', 'error', (word: string) => ({
  reason: `Unexpected \`${word}\` that covers nothing, expected one with a width and a height`,
  note: 'The third and fourth value of a rectangle are its width and height, not its other corner; those of an ellipse are its radii.',
}));

export const occlusionOutside = define(
  'occlusion-outside',
  'error',
  (word: string, size: { width: number; height: number } | undefined) => ({
    reason: `Unexpected \`${word}\` that reaches beyond the picture, expected all of it within${size ? ` ${size.width} by ${size.height} pixels` : ' 0 to 1'}`,
    note: 'Fractions go from 0 to 1; pixels have `px` behind each number. The third and fourth value are a width and a height.',
  }),
);

export const occlusionLabels = define(
  'occlusion-labels',
  'error',
  (path: string, found: number) => ({
    reason: `Unexpected \`occlude=labels\` for ${path}, expected an SVG file with 1 to 499 \`<text>\` elements${found > 0 ? `, not ${found}` : ''}`,
    note: 'Letters that are drawn as paths are no text: export the drawing with text, or write the shapes as a list.',
  }),
);

export const occlusionSetting = define(
  'occlusion-setting',
  'error',
  (key: string, value: string, expected: string) => ({
    reason: `Unexpected \`${key}=${value}\`, expected ${expected}`,
    note: '`hide=all` covers the other shapes as well while one is asked, `hide=one` does not; `occlude=labels` covers the texts of an SVG drawing.',
  }),
);
