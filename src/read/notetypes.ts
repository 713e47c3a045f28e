import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { VFile } from 'vfile';
import { packageFolder } from '../home.ts';
import { loadNotetypes, type Notetype, type NotetypeInput } from '../notetype/index.ts';
import { exists } from './bytes.ts';
import { readText } from './text.ts';
import { type FoundFile, walk } from './walk.ts';

/** The note types that come with Deckwright, and those in the project's templates folder, by key. */
export async function readNotetypes(
  root: string,
  folder: string,
  files: VFile[],
): Promise<Map<string, Notetype>> {
  const builtIn = join(packageFolder(), 'templates');
  const own = join(root, folder);
  const inputs: NotetypeInput[] = [];
  const styles = new Map<string, string>();
  await readFolder(packageFolder(), 'templates', true);
  if ((await exists(own)) && (await realpath(own)) !== (await realpath(builtIn))) {
    await readFolder(root, folder, false);
  }
  return loadNotetypes(inputs, styles);

  async function readFolder(base: string, name: string, isBuiltIn: boolean): Promise<void> {
    const found = await walk(base, name, files);
    const byKey = new Map<string, NotetypeInput>();
    for (const place of found) {
      const [key = '', ...rest] = relative(join(base, name), place.location)
        .normalize('NFC')
        .split(sep);
      if (key.startsWith('_') && key !== '_shared') continue;
      const file = await readText(place);
      files.push(file);
      if (key === '_shared') styles.set(styleName(place), String(file.value));
      if (key.startsWith('_') || rest.length === 0) continue;
      const input = byKey.get(key) ?? {
        key,
        // A type that takes the place of a built-in one is what the compiler takes it for.
        builtIn: isBuiltIn || inputs.some((input) => input.key === key && input.builtIn),
        files: [],
        folder: `${name}/${key}`,
      };
      byKey.set(key, { ...input, files: [...input.files, { path: rest.join('/'), file }] });
    }
    inputs.push(...byKey.values());
  }
}

function styleName({ path }: FoundFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.css$/u, '');
}
