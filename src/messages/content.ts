import { define } from './define.ts';
import { didYouMean } from './did-you-mean.ts';

export const missingMedia = define('missing-media', 'error', (path: string, known: string[]) => {
  const meant = didYouMean(path, known);
  return {
    reason: `Unexpected reference to ${path}, expected a file that exists${meant ? `, such as ${meant}` : ''}`,
    note: 'A path is relative to the deck file; capitals count. Put the file there, or correct the path.',
  };
});

export const mediaOutside = define('media-outside', 'error', (url: string) => ({
  reason: `Unexpected path ${url}, expected one within the decks folder`,
  note: 'Nothing outside of the decks folder gets into a package. Copy the file there.',
}));

export const remoteMedia = define('remote-media', 'error', (url: string) => ({
  reason: `Unexpected remote address ${url}, expected a file in the project`,
  note: 'Learners study offline, and an address can change. Save the file beside the deck (mind its licence), or set `html: trusted`.',
}));

export const unusedMedia = define('unused-media', 'warning', () => ({
  reason: 'Unexpected media file that no note uses, expected a reference to it',
  note: 'It is not put into a package. Use it, or remove it.',
}));

export const emptyMedia = define('empty-media', 'error', (path: string) => ({
  reason: `Unexpected empty file ${path}, expected some content`,
  note: 'Anki counts a file of zero bytes as missing.',
}));

export const htmlRemoved = define('html-removed', 'warning', (what: string[]) => ({
  reason: `Unexpected HTML, expected none of: ${what.join(', ')}; it is taken out`,
  note: 'Scripts, handlers, frames and remote loads do not get onto cards. Set `html: trusted` if you mean them.',
}));
