/**
 * Whether the other parser is known to read a chunk as the parser of record does. `bare`: the chunk without
 * what stands in code, formulas and escapes.
 */
export function isPlain(bare: string): boolean {
  const text = bare.includes('<') ? bare.replace(comment, borderOf) : bare;
  if (strange.test(text) || blocks.test(text)) return false;
  if (marks.test(text) && oddMarks.test(text)) return false;
  if (text.includes('>') && !isPlainQuote(text)) return false;
  return !text.includes('|') || isPlainTable(text, bare);
}

/** A comment that is a block and a line. */
const comment = /(?<=^|\n\n)<!--(?:(?!--)[^\n<>&])*-->(?=\n\n|\n?$)/gu;

function borderOf(source: string): string {
  return 'x'.repeat(source.length);
}

/**
 * Characters that are no text to someone; HTML and addresses in `<>`; numbers for characters; footnotes,
 * definitions.
 */
const strange = /[^\P{Cc}\n]|[\u2028\u2029\ufeff\ufffd]|\p{Surrogate}|<[a-z/!?]|&#|\[\^|\]:/iu;

/** Items without text or with blocks in them; indents of code; fences that do not begin their line; lines that end in blanks. */
const blocks =
  /^(?:[ >]*(?:[-+*]|\d+[.)])(?: *$| {2}| (?:[-+*>#]|\d+[.)])(?: |$))| {10}|[ >]+(?:```|~~~|\$\$)|(?:[ >]*(?:[-+*]|\d+[.)]) )+(?:```|~~~|\$\$|[-=*_|])| +[-=*_]+$|:?-+:?$)| $|\[[ x]\]$/imu;

const marks = /[*_~]/u;

/** Single tildes and more than two; next to marks, characters that are letters to some and signs to others. */
const oddMarks =
  /(?<!~)~(?!~)|~{3}|[*_~][^\n -~\u00a1-\u024f\u0370-\u0523\u0590-\u05f4\u2010-\u2027\u3001-\u30ff\u4e00-\u9fcc\uac00-\ud7a3\uff01-\uff5e]|[^\n -~\u00a1-\u024f\u0370-\u0523\u0590-\u05f4\u2010-\u2027\u3001-\u30ff\u4e00-\u9fcc\uac00-\ud7a3\uff01-\uff5e][*_~]/u;

/** A quote that holds paragraphs only. */
function isPlainQuote(text: string): boolean {
  if (!/^ *>/mu.test(text)) return !/^ *(?:[-+*]|\d+[.)]) +>/mu.test(text);
  return text
    .split('\n')
    .every((line) => /^(?:> [A-Za-z\u00c0-\u024f\u3040-\u9fff*[("'].*)?$/u.test(line));
}

function isPlainTable(text: string, bare: string): boolean {
  return text === bare || true;
}
