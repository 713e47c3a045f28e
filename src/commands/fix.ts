import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Compiled } from '../compile.ts';
import { applyEdits, type Edit } from '../print/index.ts';
import { messagesOf } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { write } from '../write.ts';

/** Corrects what has only one right form in the deck files, all files or none; gives how much was corrected. */
export async function fixSources({ project }: Compiled): Promise<number> {
  const changed: { location: string; content: Uint8Array[] }[] = [];
  let made = 0;
  for (const { path, file } of project.sources) {
    const edits = messagesOf([file]).flatMap((message): Edit[] => {
      const { fix, line, column, endLine, endColumn } = message;
      if (fix === undefined || line === undefined || endLine === undefined) return [];
      return [{ line, column: column ?? 1, endLine, endColumn: endColumn ?? 1, text: fix }];
    });
    if (edits.length === 0) continue;
    const location = resolve(project.root, path);
    const text = await readFile(location, 'utf8');
    if (normal(text) !== String(file.value))
      throw surroundingsError(`${path} changed while it was checked. Run the command again.`);
    const fixed = applyEdits(text, edits);
    made += fixed.made;
    changed.push({ location, content: [Buffer.from(fixed.text)] });
  }
  await write(changed);
  return made;
}

/** As reading makes it. */
function normal(text: string): string {
  return text
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\uFDD0-\uFDEF]/gu, '\uFFFD');
}
