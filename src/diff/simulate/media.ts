import type { Draft } from './draft.ts';
import { replaceReferences } from './media-references.ts';

/** Looks at the package's files: what is there already is left, what clashes gets another name. */
export function prepareMedia(draft: Draft): void {
  for (const { name, sha1 } of draft.pkg.media) {
    const theirs = draft.media.get(name);
    if (theirs === sha1 || (theirs !== undefined && isStatic(name))) continue;
    const stored = theirs === undefined ? name : hashedName(name, sha1);
    draft.files.set(name, { name: stored, sha1, used: isStatic(name) });
  }
}

/** Marks the files that a field names as used, and follows those that got another name. */
export function useMedia(draft: Draft, html: string): string {
  if (draft.files.size === 0) return html;
  return replaceReferences(html, (name) => {
    const file = isStatic(name) ? undefined : draft.files.get(name);
    if (!file) return undefined;
    file.used = true;
    return file.name === name ? undefined : file.name;
  });
}

/** Copies the used files, and those whose name makes them used (anki-format, 6.2). */
export function copyMedia(draft: Draft): void {
  for (const [from, { name, sha1, used }] of draft.files) {
    if (!used) continue;
    draft.media.set(name, sha1);
    if (name !== from) draft.renamedMedia.push({ from, to: name });
  }
}

function isStatic(name: string): boolean {
  return name.startsWith('_') || name.startsWith('latex-');
}

/** `name-<sha1>.ext`, at most 120 bytes: the extension is cut at 10, then the name (tried). */
function hashedName(name: string, sha1: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot === -1 ? '' : cut(name.slice(dot + 1), 10);
  const room = 120 - 41 - Buffer.byteLength(extension) - 2;
  return `${cut(dot === -1 ? name : name.slice(0, dot), room)}-${sha1}.${extension}`;
}

/** The longest beginning of a text that fits into so many bytes of UTF-8. */
function cut(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}
