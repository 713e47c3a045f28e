import { decodeEntities } from './html4-entities.ts';
import { stripHtml } from './strip-html.ts';

/** What a card plays: a media file, or text read out by the learner's device. */
export type Sound =
  | { type: 'file'; name: string }
  | { type: 'speech'; text: string; lang: string; voices: string[]; speed: number };

/**
 * Takes `[sound:…]` and `[anki:tts …]…[/anki:tts]` out of a side and leaves `[anki:play:q:0]` (or `a`),
 * counted per side, where Anki puts a play button.
 */
export function extractSounds(html: string, side: 'q' | 'a'): { html: string; sounds: Sound[] } {
  const sounds: Sound[] = [];
  let result = '';
  let from = 0;
  const lastSpeech = html.lastIndexOf(speechEnd);
  const opening = /\[sound:|\[anki:tts(?=[ \]])/g;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const found =
      match[0] === '[sound:'
        ? fileAt(html, match.index)
        : match.index < lastSpeech
          ? speechAt(html, match.index)
          : undefined;
    // Nothing closes this one, so nothing closes those after it: no need to search again and again.
    if (found === 'unclosed') break;
    if (!found) continue;
    const [sound, end] = found;
    result += `${html.slice(from, match.index)}[anki:play:${side}:${sounds.length}]`;
    sounds.push(sound);
    from = end;
    opening.lastIndex = end;
  }
  return { html: result + html.slice(from), sounds };
}

const speechEnd = '[/anki:tts]';

type Found = [sound: Sound, end: number] | 'unclosed' | undefined;

function fileAt(html: string, start: number): Found {
  const from = start + '[sound:'.length;
  const end = html.indexOf(']', from);
  if (end === -1) return 'unclosed';
  if (end === from) return undefined;
  return [{ type: 'file', name: decodeEntities(html.slice(from, end)) }, end + 1];
}

/** No device's options are longer; without an end to them, each opening would search the whole rest. */
const longestOptions = 1000;

function speechAt(html: string, start: number): Found {
  const from = start + '[anki:tts'.length;
  const length = html.slice(from, from + longestOptions).indexOf(']');
  if (length === -1) return undefined;
  const options = new Map(
    html
      .slice(from, from + length)
      .split(/\s+/)
      .filter((option) => option.includes('='))
      .map((option): [string, string] => {
        const at = option.indexOf('=');
        return [option.slice(0, at), option.slice(at + 1)];
      }),
  );
  const lang = options.get('lang');
  if (lang === undefined) return undefined;
  const content = from + length + 1;
  const end = html.indexOf(speechEnd, content);
  if (end === -1) return undefined;
  const voices = options.get('voices');
  const speech: Sound = {
    type: 'speech',
    text: stripHtml(html.slice(content, end)),
    lang,
    voices: voices ? voices.split(',') : [],
    speed: Number(options.get('speed')) || 1,
  };
  return [speech, end + speechEnd.length];
}
