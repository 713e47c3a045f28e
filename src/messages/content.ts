import { define } from './define.ts';
import { didYouMean } from './did-you-mean.ts';

export const missingMedia = define('missing-media', 'error', (path: string, known: string[]) => {
  const meant = didYouMean(path, known);
  return {
    reason: `Unexpected reference to ${path}, expected a file that exists${meant ? `, such as ${meant}` : ''}`,
    note: 'A path is relative to the deck file; capitals count. Put the file there, or correct the path.',
  };
});

export const imageAttributes = define('image-attributes', 'error', (written: string) => ({
  reason: `Unexpected \`${written}\` behind an image, expected \`width\` or \`height\` in pixels or per cent`,
  note: 'Write it as in `![alt](file.png){width=320}` or `{height=50%}`. For braces as text put a space before them.',
}));

export const imageAsText = define('image-as-text', 'error', (written: string) => ({
  reason: `Unexpected \`${shortened(written)}\`, which Markdown reads as text, expected an image`,
  note: 'A path with a space stands in angle brackets, `![alt](<a b.png>)`, and what `[…][name]` refers to needs a line `[name]: file.png`. For the text as it stands write `\\!`.',
}));

export const soundTag = define('sound-tag', 'error', (path: string) => ({
  reason: `Unexpected \`[sound:${path}]\`, expected \`![](${path})\``,
  note: 'Sounds and films are written as images are, so that their files get into the package.',
}));

export const mediaInDescription = define('media-in-description', 'error', () => ({
  reason: "Unexpected image in a deck's description, expected text",
  note: 'Anki takes along only media that a note shows. Move the image into a note.',
}));

export const footnoteMissing = define('footnote-missing', 'error', (label: string) => ({
  reason: `Unexpected reference to the footnote \`${label}\`, expected one that is written somewhere in the file`,
  note: `Add a line \`[^${label}]: …\`, or write \`\\[^${label}]\` if the text is meant as it stands.`,
}));

export const footnoteUnused = define('footnote-unused', 'error', (label: string) => ({
  reason: `Unexpected footnote \`${label}\` that no note refers to, expected a reference to it`,
  note: `Its text would be on no card. Refer to it with \`[^${label}]\`, or remove it.`,
}));

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

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
