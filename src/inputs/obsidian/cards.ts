/** A card of an Obsidian note; the sides are Markdown. */
export interface VaultCard {
  front: string;
  back: string;
  kind: 'basic' | 'reversed' | 'cloze';
}

/** What a note of Obsidian holds, if it is marked with `#flashcards`. */
export interface VaultNote {
  cards: VaultCard[];
  /** Of `#flashcards/a/b`: the levels behind it. */
  deck: string[];
  /** Comments in which the plugin Spaced Repetition keeps progress. */
  schedules: number;
}

const marked = /(?:^|\s)#flashcards((?:\/[\p{L}\p{N}_-]{1,100}){0,20})(?=[\s,;.]|$)/u;
const schedule = /<!--SR:[^<>]{0,2000}-->/gu;

/** The cards of a note; `tags` are those of its front matter. Nothing if neither text nor tags say `flashcards`. */
export function cardsOf(text: string, tags: string[]): VaultNote | undefined {
  const inText = marked.exec(text)?.[1];
  const inTags = tags.find((tag) => /^flashcards(?:\/|$)/u.test(tag));
  const levels = inText ?? inTags?.slice('flashcards'.length);
  if (levels === undefined) return undefined;
  const schedules = text.match(schedule)?.length ?? 0;
  const plain = text.replace(schedule, '').replace(/%%[^%]{0,5000}%%/gu, '');
  const deck = levels.split('/').filter(Boolean);
  return { cards: cardsIn(blocksOf(plain.split('\n'))), deck, schedules };
}

interface Block {
  lines: string[];
  /** Level of the heading that it is. */
  level?: number;
  isCode: boolean;
}

/** What empty lines, headings and fences part. */
function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let fence: string | undefined;
  for (const line of lines) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== undefined) {
      open?.lines.push(line);
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    const level = /^(#{1,6})\s/u.exec(line)?.[1]?.length;
    if (level !== undefined) {
      blocks.push({ lines: [line], level, isCode: false });
      open = undefined;
    } else if (line.trim() === '') open = undefined;
    else {
      if (open) open.lines.push(line);
      else {
        open = { lines: [line], isCode: mark !== undefined };
        blocks.push(open);
      }
      if (mark !== undefined) fence = mark;
    }
  }
  return blocks;
}

function cardsIn(blocks: Block[]): VaultCard[] {
  return blocks.flatMap((block, index): VaultCard[] => {
    if (block.level !== undefined) return headingCard(block, blocks, index);
    const lines = block.lines.filter((line) => !/^(?:\s*#[\p{L}\p{N}_/-]+)+\s*$/u.test(line));
    return multiline(lines) ?? (block.isCode ? [] : perLine(lines));
  });
}

/** `Question`, a line `?`, `Answer`; with `??` in both directions. */
function multiline(lines: string[]): VaultCard[] | undefined {
  const at = lines.findIndex((line) => /^\?\??\s*$/u.test(line));
  if (at < 1 || at === lines.length - 1) return undefined;
  const kind = lines[at]?.trim() === '??' ? 'reversed' : 'basic';
  return [{ front: joined(lines.slice(0, at)), back: joined(lines.slice(at + 1)), kind }];
}

/** `Question::Answer` on a line, `:::` in both directions, and paragraphs with `==deletions==`. */
function perLine(lines: string[]): VaultCard[] {
  const single = lines.flatMap((line): VaultCard[] => {
    const at = outsideCode(line, '::');
    if (at === -1) return [];
    const isBoth = line[at + 2] === ':';
    const front = line
      .slice(0, at)
      .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/u, '')
      .trim();
    const back = line.slice(at + (isBoth ? 3 : 2)).trim();
    return front === '' || back === ''
      ? []
      : [{ front, back, kind: isBoth ? 'reversed' : 'basic' }];
  });
  if (single.length > 0) return single;
  const text = joined(lines);
  return /==[^=\n]{1,1000}==/u.test(text) ? [{ front: text, back: '', kind: 'cloze' }] : [];
}

/** Where a mark stands that is not within a code span. */
function outsideCode(line: string, mark: string): number {
  let from = 0;
  const parts = line.split(/(`+)/u);
  for (const [index, part] of parts.entries()) {
    // Text, backticks, code, backticks, text; what is never closed is no code.
    const isText = index % 4 === 0 || index === parts.length - 1;
    const at = isText ? part.indexOf(mark) : -1;
    if (at !== -1) return from + at;
    from += part.length;
  }
  return -1;
}

const cardMark = /\s#(?:card|flashcards?)(-reverse|\/reverse)?(?:\/[\p{L}\p{N}_/-]{1,200})?\s*$/u;

/** `## Question #flashcards` and what stands below, unless there are cards of another style in it. */
function headingCard(block: Block, blocks: Block[], index: number): VaultCard[] {
  const line = block.lines[0] ?? '';
  const mark = cardMark.exec(line);
  if (!mark) return [];
  const end = blocks.findIndex(
    ({ level }, at) => at > index && level !== undefined && level <= (block.level ?? 1),
  );
  const below = blocks.slice(index + 1, end === -1 ? undefined : end);
  if (below.some(({ lines, level, isCode }) => holdsCards(lines, level, isCode))) return [];
  const front = line.replace(/^#+\s+/u, '').slice(0, -mark[0].length || undefined);
  const back = below.map(({ lines }) => joined(lines)).join('\n\n');
  return [{ front: front.trim(), back, kind: mark[1] === undefined ? 'basic' : 'reversed' }];
}

function holdsCards(lines: string[], level: number | undefined, isCode: boolean): boolean {
  if (level !== undefined) return cardMark.test(lines[0] ?? '');
  if (multiline(lines)) return true;
  return !isCode && perLine(lines).some(({ kind }) => kind !== 'cloze');
}

function joined(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/\s\^[A-Za-z0-9-]{1,60}$/u, '')
    .trim();
}
