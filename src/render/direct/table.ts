import type { AlignType, Table, TableRow } from 'mdast';
import { attribute } from './escape.ts';
import { isPlain } from './given.ts';
import { leave, onLines, type Page } from './page.ts';

/** A table, in a box in which a wide one scrolls on a phone. */
export function table(node: Table, page: Page): string {
  const sound = node.children.every(
    (row) =>
      row.type === 'tableRow' &&
      isPlain(row) &&
      // What is in a cell too many is not shown, but HTML in it changes what is.
      row.children.length <= (node.align?.length ?? row.children.length) &&
      row.children.every((cell) => cell.type === 'tableCell' && isPlain(cell)),
  );
  if (!sound) return leave(page);
  const [head, ...rest] = node.children.map((row, index) =>
    rowHtml(row, index === 0 ? 'th' : 'td', node.align ?? undefined, page),
  );
  const parts: string[] = [];
  if (head !== undefined) parts.push(`<thead>${onLines([head])}</thead>`);
  if (rest.length > 0) parts.push(`<tbody>${onLines(rest)}</tbody>`);
  return `<div class="table"><table>${onLines(parts)}</table></div>`;
}

function rowHtml(row: TableRow, tag: string, align: AlignType[] | undefined, page: Page): string {
  const cells: string[] = [];
  const length = align?.length ?? row.children.length;
  for (let column = 0; column < length; column += 1) {
    const cell = row.children[column];
    const content = cell ? page.all(cell).join('') : '';
    cells.push(`<${tag}${attribute('align', align?.[column] || undefined)}>${content}</${tag}>`);
  }
  return `<tr>${onLines(cells)}</tr>`;
}
