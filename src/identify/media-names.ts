import { posix } from 'node:path';
import type { LedgerMedia } from '../ledger.ts';
import type { MediaFile } from '../project.ts';

const mostBytes = 120;
const reserved = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/iu;

/** Name in Anki by path: that which learners have, as long as the content is the same, else a new one. */
export function mediaNames(files: MediaFile[], known: LedgerMedia[]): Map<string, string> {
  const names = new Map(known.map(({ name, file, sha1 }) => [`${sha1} ${file}`, name]));
  const paths = new Set(files.map(({ path }) => path));
  const moved = new Map(
    known.filter(({ file }) => !paths.has(file)).map(({ name, sha1 }) => [sha1, name]),
  );
  return new Map(
    files.map((file) => {
      const own = names.get(`${file.sha1} ${file.path}`) ?? moved.get(file.sha1);
      return [file.path, own ?? mediaName(file)];
    }),
  );
}

/**
 * The name of a media file in Anki: its own with a piece of its content's hash, in Anki's normal form. A
 * changed file so has another name, which is what brings it to learners (anki-format: media with the name
 * of one that is there already), and files of one name never collide.
 */
export function mediaName({ path, sha1 }: Pick<MediaFile, 'path' | 'sha1'>): string {
  const extension = posix.extname(path).toLowerCase();
  const stem = cleaned(posix.basename(path, posix.extname(path))) || 'media';
  const ending = `-${sha1.slice(0, 10)}${cleaned(extension)}`;
  return `${shortened(stem, mostBytes - Buffer.byteLength(ending))}${ending}`;
}

/** Lower case, as two names that differ only in case are one on some systems. */
function cleaned(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, '-')
    .replace(/[[\]<>:"/?*^\\|%#&'`{}\p{C}]/gu, '');
  return reserved.test(plain) ? `${plain}_` : plain;
}

function shortened(name: string, bytes: number): string {
  const letters = Array.from(name);
  while (Buffer.byteLength(letters.join('')) > bytes) letters.pop();
  return letters.join('');
}
