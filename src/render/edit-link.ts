import type { Deck, Note } from '../tree.ts';

/** A link to the note's heading in its repository: never to a line, which other notes would shift. */
export function editLink(deck: Deck, note: Note): string {
  const address = repositoryAddress(deck, deck.path);
  if (address === undefined) return '';
  const anchor = note.anchor === undefined ? '' : `#${encodeURIComponent(note.anchor)}`;
  const escaped = `${address}${anchor}`
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
  return `<a href="${escaped}">Suggest an edit</a>`;
}

/** Where a file of the project stands in its repository, if the settings say where that is. */
export function repositoryAddress(
  { source }: Pick<Deck, 'source'>,
  path: string,
): string | undefined {
  if (source === undefined) return undefined;
  const written = path.split('/').map(encodeURIComponent).join('/');
  const base = source.replace(/\/+$/u, '');
  return base.includes('{path}')
    ? base.replace('{path}', written)
    : `${base}${folderOf(base)}${written}`;
}

/** How the forges spell "this file on the main branch". */
function folderOf(base: string): string {
  const { hostname } = new URL(base);
  if (hostname.includes('gitlab')) return '/-/blob/HEAD/';
  return hostname.includes('codeberg') || hostname.includes('gitea') ? '/src/HEAD/' : '/blob/HEAD/';
}
