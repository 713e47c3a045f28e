/**
 * Cloze marks while HTML is being made. Anki scans a field's HTML for `{{c1::`, `::` and `}}` without
 * knowing code, math or attributes (anki-format, clozes: the scan is purely textual). So our marks travel
 * as noncharacters, which no source holds, and become Anki's at the very end, when everything else that
 * looks like one is defused.
 */
const open = '\uFDD0';
const opened = '\uFDD1';
const hint = '\uFDD2';
const close = '\uFDD3';

/** The beginning of a deletion with these numbers. */
export function openMark(numbers: number[]): string {
  return `${open}${numbers.join(',')}${opened}`;
}

/** Between a deletion's text and its hint. */
export const hintMark = hint;

/** The end of a deletion. */
export const closeMark = close;

const piece =
  /\uFDD0([\d,]+)\uFDD1|\uFDD2|\uFDD3|\{(?=\{c\d|\uFDD0)|\}(?=[}\uFDD3])|(?<=[}\uFDD3])\}|:(?=[:\uFDD2])|(?<=[:\uFDD1\uFDD2]):/gu;

/** Anki's marks for ours; braces and colons that could be taken for a mark become entities. */
export function writeMarks(html: string): string {
  let depth = 0;
  return html.replace(piece, (found, numbers: string | undefined) => {
    if (found === close) depth -= 1;
    if (numbers !== undefined) depth += 1;
    if (numbers !== undefined) return `{{c${numbers}::`;
    if (found === hint) return '::';
    if (found === close) return '}}';
    return depth > 0 || found === '{' ? `&#${found.charCodeAt(0)};` : found;
  });
}

/**
 * TeX whose braces and colons never stand side by side, as a space between them means nothing to TeX. That
 * outlives an edit in Anki, which an entity does not. Within text a space is seen, so there it stays.
 */
export function spacedTex(tex: string): string {
  if (/\\(?:text|mbox|hbox|fbox|ce|pu|tag|operatorname|unicode|class|href|style|verb)/u.test(tex))
    return tex;
  return tex.replace(/\}(?=[}\uFDD3])|\{(?=\{)|:(?=[:\uFDD2])/gu, '$& ');
}

const sound = '\uFDD5';

/** A sound or film on its way: what an author writes like it is text. */
export function soundMark(name: string): string {
  return `${sound}${name}]`;
}

/** What Anki looks for in brackets, in code and attributes as well, stays text; our sounds get theirs. */
export function writeSounds(html: string): string {
  return placeSounds(html.replace(/\[(?=sound:|anki:|latex\]|\$\$?\])/giu, '&#91;'));
}

/** Our sounds in the places of their marks. */
export function placeSounds(html: string): string {
  return html.replaceAll(sound, '[sound:');
}

const drawing = '\uFDD4';

/** A drawn picture on its way through the HTML pipeline, which would take a part of it for an author's HTML. */
export function drawingMark(svg: string): string {
  return `${drawing}${Buffer.from(svg).toString('base64')}${drawing}`;
}

/** The pictures in the places of their marks. */
export function writeDrawings(html: string): string {
  if (!html.includes(drawing)) return html;
  return html.replace(/\uFDD4([\w+/=]*)\uFDD4/gu, (_, coded: string) =>
    Buffer.from(coded, 'base64')
      .toString('utf8')
      .replaceAll('{{', '{&#123;')
      .replaceAll('}}', '}&#125;')
      .replaceAll('::', ':&#58;'),
  );
}
