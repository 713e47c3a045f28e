import type { List, ListItem, Parent } from 'mdast';
import { attribute } from './escape.ts';
import { classesOf, isPlain } from './given.ts';
import { leave, onLines, type Page } from './page.ts';

const task = 'task-list-item';

/** A list; one with a box before an item has a class of its own, as on GitHub. */
export function list(node: List, page: Page): string {
  const given = classesOf(node);
  const startsElse = typeof node.start === 'number' && node.start !== 1;
  if (given === false || given?.includes(task) || (startsElse && !node.ordered)) return leave(page);
  const items = page.all(node);
  const tag = node.ordered ? 'ol' : 'ul';
  const start = startsElse ? node.start : undefined;
  const boxes = items.some((item) => item.startsWith(`<li class="${task}">`));
  const classes = given ?? (boxes ? 'contains-task-list' : undefined);
  return `<${tag}${attribute('start', start)}${attribute('class', classes)}>${onLines(items)}</${tag}>`;
}

/** An item; where the list is tight, its paragraphs are lines. */
export function listItem(node: ListItem, page: Page, parent: Parent): string {
  const given = classesOf(node);
  if (given === false || given?.includes(task) || !node.children.every(isPlain)) return leave(page);
  const loose = isLooseList(parent);
  const pieces = page.all(node);
  const checked = typeof node.checked === 'boolean';
  if (checked && pieces[0] === '<p></p>') return leave(page);
  if (checked) {
    const box = `<input type="checkbox"${node.checked ? ' checked' : ''} disabled>`;
    if (isParagraph(pieces[0])) pieces[0] = `<p>${box} ${inner(pieces[0])}</p>`;
    else pieces.unshift(`<p>${box}</p>`);
  }
  const classes = given ?? (checked ? task : undefined);
  return `<li${attribute('class', classes)}>${content(pieces, loose)}</li>`;
}

function content(pieces: string[], loose: boolean): string {
  let html = '';
  for (const [index, piece] of pieces.entries()) {
    const paragraph = isParagraph(piece);
    if (loose || index !== 0 || !paragraph) html += '\n';
    html += paragraph && !loose ? inner(piece) : piece;
  }
  const last = pieces.at(-1);
  return last !== undefined && (loose || !isParagraph(last)) ? `${html}\n` : html;
}

/** Only an element begins with `<`: in text it is escaped. */
function isParagraph(piece: string | undefined): piece is string {
  return piece?.startsWith('<p>') === true;
}

function inner(paragraph: string): string {
  return paragraph.slice('<p>'.length, -'</p>'.length);
}

function isLooseList(parent: Parent): boolean {
  if (parent.type !== 'list') return false;
  return Boolean((parent as List).spread) || (parent as List).children.some(isLooseItem);
}

function isLooseItem({ spread, children }: ListItem): boolean {
  return spread ?? children.length > 1;
}
