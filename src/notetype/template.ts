/** A side of a card template, in Anki's card template language. Offsets are into the side's text. */
export type TemplateNode = TextNode | CommentNode | FieldNode | ConditionalNode;

interface Spanned {
  start: number;
  end: number;
}

/** HTML. */
export interface TextNode extends Spanned {
  type: 'text';
  value: string;
}

/** An HTML comment; what is inside is no template. */
export interface CommentNode extends Spanned {
  type: 'comment';
  value: string;
}

/** `{{text:hint:Field}}`. */
export interface FieldNode extends Spanned {
  type: 'field';
  name: string;
  /** In the order they are applied: from the field's name to the left. */
  filters: string[];
}

/** `{{#Field}}…{{/Field}}`, or with `^` when `negated`. The offsets are those of the opening tag. */
export interface ConditionalNode extends Spanned {
  type: 'conditional';
  name: string;
  negated: boolean;
  children: TemplateNode[];
}

/** What makes Anki refuse the whole side; `name` is the field of the tag at fault. */
export interface TemplateError extends Spanned {
  type: 'unclosed' | 'unexpected-close' | 'wrong-close' | 'too-deep';
  name: string;
  /** The field whose closing tag should stand here (wrong-close). */
  expected?: string;
}

export interface Template {
  nodes: TemplateNode[];
  errors: TemplateError[];
}

/** Parses a side of a card template. Parsing cannot fail: with errors, the nodes are a best guess. */
export function parseTemplate(text: string): Template {
  const root: TemplateNode[] = [];
  const open: ConditionalNode[] = [];
  const errors: TemplateError[] = [];
  const all = [...tokens(text)];
  const lastClose = new Map(
    all.flatMap((token) => (token.type === 'close' ? [[token.name, token.start] as const] : [])),
  );
  for (const token of all) {
    if (token.type === 'close') {
      close(token, open, errors, lastClose);
      continue;
    }
    (open.at(-1)?.children ?? root).push(token);
    if (token.type !== 'conditional') continue;
    open.push(token);
    if (open.length <= deepest) continue;
    const { name, start, end } = token;
    return { nodes: root, errors: [{ type: 'too-deep', name, start, end }] };
  }
  for (const { name, start, end } of open) errors.push({ type: 'unclosed', name, start, end });
  return { nodes: root, errors };
}

/** Conditionals within each other: no template needs them, and what renders them recurses. */
const deepest = 100;

/** Every field of the nodes, in order, also those inside conditionals. */
export function* fieldsOf(nodes: readonly TemplateNode[]): Generator<FieldNode> {
  for (const node of walk(nodes)) if (node.type === 'field') yield node;
}

/** Every node, a conditional before its children. */
export function* walk(nodes: readonly TemplateNode[]): Generator<TemplateNode> {
  for (const node of nodes) {
    yield node;
    if (node.type === 'conditional') yield* walk(node.children);
  }
}

interface CloseToken extends Spanned {
  type: 'close';
  name: string;
}

function close(
  token: CloseToken,
  open: ConditionalNode[],
  errors: TemplateError[],
  lastClose: ReadonlyMap<string, number>,
): void {
  const { name, start, end } = token;
  const current = open.at(-1);
  if (!current) {
    errors.push({ type: 'unexpected-close', name, start, end });
    return;
  }
  if (current.name !== name)
    errors.push({ type: 'wrong-close', name, expected: current.name, start, end });
  // So that one slip is one error: closing the outer one of two closes both, and a tag that closes none is
  // that of the last one under another name, unless this one is closed further on.
  const at = open.findLastIndex((conditional) => conditional.name === name);
  const isClosedLater = (lastClose.get(current.name) ?? -1) >= end;
  open.length = at !== -1 ? at : open.length - (isClosedLater ? 0 : 1);
}

function* tokens(text: string): Generator<TemplateNode | CloseToken> {
  let plain = 0;
  const lastComment = text.lastIndexOf('-->');
  let at = nextOpening(text, 0);
  while (at < text.length) {
    const isComment = text[at] === '<';
    const closing = isComment ? '-->' : '}}';
    const from = at + (isComment ? 4 : 2);
    const found = isComment && from > lastComment ? -1 : text.indexOf(closing, from);
    // Anki shows what is never closed as it is (tried), so nothing of its kind follows either.
    if (found === -1 && !isComment) break;
    if (found === -1) {
      at = nextOpening(text, at + 4);
      continue;
    }
    const end = found + closing.length;
    if (at > plain) yield { type: 'text', value: text.slice(plain, at), start: plain, end: at };
    yield isComment
      ? { type: 'comment', value: text.slice(at, end), start: at, end }
      : tag(text.slice(at + 2, found), at, end);
    plain = end;
    at = nextOpening(text, end);
  }
  if (plain < text.length)
    yield { type: 'text', value: text.slice(plain), start: plain, end: text.length };
}

function nextOpening(text: string, from: number): number {
  const pattern = /\{\{|<!--/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** What stands between the braces. `{{{F}}` is `{{F}}`, and a lone `#` is a field's name (tried). */
function tag(content: string, start: number, end: number): TemplateNode | CloseToken {
  const inner = content.replace(/^\{+/, '').trim();
  const name = inner.slice(1).trimStart();
  if (inner.length > 1 && inner.startsWith('/')) return { type: 'close', name, start, end };
  if (inner.length > 1 && (inner.startsWith('#') || inner.startsWith('^')))
    return {
      type: 'conditional',
      name,
      negated: inner.startsWith('^'),
      children: [],
      start,
      end,
    };
  const [field = '', ...filters] = inner.split(':').reverse();
  return { type: 'field', name: field, filters, start, end };
}
