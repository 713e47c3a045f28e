/**
 * Whether the other parser is known to read a chunk as the parser of record does. `bare`: the chunk without
 * what stands in code, formulas and escapes.
 */
export function isPlain(bare: string, hasPipes: boolean): boolean {
  const text = simplified(bare);
  const isOdd = [strange, blocks, oddMarks, oddLink].some((form) => form.test(text));
  if (isOdd || text.split('&').length > mostReferences) return false;
  if (text.includes('>') && !isPlainQuote(text)) return false;
  return !hasPipes || !tableRow.test(text);
}

/** The other parser takes time in proportion to the square of them. */
const mostReferences = 200;

/** Without what both parsers read alike, though it looks like something that they may not. */
function simplified(bare: string): string {
  let text = bare;
  if (text.includes('<')) text = text.replace(comment, letters).replace(tag, letters);
  if (text.includes('--')) text = text.replace(border, letters);
  return text;
}

function letters({ length }: string): string {
  return 'x'.repeat(length);
}

/** A comment that is a block and a line. */
const comment = /(?<=^|\n\n)<!--(?:(?!--)[^\n<>&])*-->(?=\n\n|\n?$)/gu;

/** A tag within a line of text. */
const tag = /(?<=[\p{L}\d,;:("] ?)<\/?[a-z][a-z\d]*(?: [a-z-]+="[^"\n<>|\\$`&]*")* ?\/?>/giu;

/** A thematic break between empty lines. */
const border = /(?<=\n\n)-{3,}(?=\n\n|\n?$)/gu;

/** The row between the head and the body of a table. */
const tableRow = /^[ >]*[|:-][ |:-]*$/mu;

/**
 * Characters that are no text to someone; HTML and addresses in `<>`; numbers for characters; footnotes,
 * definitions.
 */
const strange = /[^\P{Cc}\n]|[\u2028\u2029\ufeff\ufffd]|\p{Surrogate}|<[a-z/!?]|&#|\[\^|\]:/iu;

/**
 * Items without text, or with blocks in them; deep indents; fences and borders that do not begin their line;
 * underlines; boxes without a task.
 */
const blocks =
  /^(?:[ >]*(?:[-+*]|\d+[.)])(?: *$| {5}| +(?:(?:[-+*>#]|#{2,6}|\d+[.)])(?: |$)|```|~~~|\$\$|[-=*_ ]+$|\|))| {10}|[ >]+(?:```|~~~|\$\$)| +[-=*_]+$|:?-+:?$)|\[[ x]\] *$/imu;

/** Single tildes and more than two; next to marks, characters that are letters to some and signs to others. */
const oddMarks =
  /(?<!~)~(?!~)|~{3}|\*[_~]|_[*~]|~[*_]|[*_~][^\n -~\u00a1-\u024f\u0370-\u0523\u0590-\u05f4\u2010-\u2027\u3001-\u30ff\u4e00-\u9fcc\uac00-\ud7a3\uff01-\uff5e]|[^\n -~\u00a1-\u024f\u0370-\u0523\u0590-\u05f4\u2010-\u2027\u3001-\u30ff\u4e00-\u9fcc\uac00-\ud7a3\uff01-\uff5e][*_~]/u;

/**
 * What may be the address of a link or the label of a reference, unless it is plain and ends in its line. Where
 * micromark has looked for an end in vain, it counts the columns of a text before an indent otherwise.
 */
const oddLink =
  /\](?:\((?!(?:[^()\n"'\s<>]|\([^()\n"'\s<>]*\))*(?: "[^"\n]*")?\))|\[(?![^[\]\n]*\]))/u;

/** A quote that holds paragraphs only. */
function isPlainQuote(text: string): boolean {
  if (!/^ *>/mu.test(text)) return !/^ *(?:[-+*]|\d+[.)]) +>/mu.test(text);
  return text
    .split('\n')
    .every((line) => /^(?:> [A-Za-z\u00c0-\u024f\u3040-\u9fff*[("'].*)?$/u.test(line));
}
