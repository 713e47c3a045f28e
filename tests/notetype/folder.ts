import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VFile } from 'vfile';
import type { FolderFile, NotetypeInput } from '../../src/notetype/index.ts';

const root = fileURLToPath(new URL('../../templates', import.meta.url));

/** The built-in note types' folders, as read. */
export function builtIns(): NotetypeInput[] {
  return readdirSync(root)
    .filter((key) => !key.startsWith('_'))
    .map((key) => ({
      key,
      builtIn: true,
      files: readdirSync(`${root}/${key}`).map((path) => ({
        path,
        file: new VFile({
          path: `templates/${key}/${path}`,
          value: readFileSync(`${root}/${key}/${path}`, 'utf8'),
        }),
      })),
    }));
}

/** Shared styles by name. */
export function sharedStyles(): Map<string, string> {
  return new Map([['base', readFileSync(`${root}/_shared/base.css`, 'utf8')]]);
}

/** A user's note type folder, written in the test. */
export function folder(key: string, texts: Record<string, string>): NotetypeInput {
  const files: FolderFile[] = Object.entries(texts).map(([path, value]) => ({
    path,
    file: new VFile({ path: `templates/${key}/${path}`, value }),
  }));
  return { key, builtIn: false, files };
}

/** What was said, as `file:line:column id`. */
export function said({ files }: NotetypeInput): string[] {
  return files.flatMap(({ path, file }) =>
    file.messages.map(
      ({ line = '-', column = '-', ruleId }) => `${path}:${line}:${column} ${ruleId}`,
    ),
  );
}
