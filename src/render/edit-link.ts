import type { IdentifiedDeck, IdentifiedNote } from '../identify/index.ts';

/** A link to the note's heading in its repository: never to a line, which other notes would shift. */
export function editLink(deck: IdentifiedDeck, note: IdentifiedNote): string {
  if (deck.source === undefined) return '';
  const path = deck.path.split('/').map(encodeURIComponent).join('/');
  const base = deck.source.replace(/\/+$/u, '');
  const address = base.includes('{path}')
    ? base.replace('{path}', path)
    : `${base}${folderOf(base)}${path}`;
  const anchor = note.anchor === undefined ? '' : `#${encodeURIComponent(note.anchor)}`;
  const escaped = `${address}${anchor}`
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
  return `<a href="${escaped}">Suggest an edit</a>`;
}

/** How the forges spell "this file on the main branch". */
function folderOf(base: string): string {
  const { hostname } = new URL(base);
  if (hostname.includes('gitlab')) return '/-/blob/HEAD/';
  return hostname.includes('codeberg') || hostname.includes('gitea') ? '/src/HEAD/' : '/blob/HEAD/';
}
