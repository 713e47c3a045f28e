import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../home.ts';

/** A page of the documentation that comes with Deckwright: `messages/cloze-empty`, `syntax`. */
export function pageOf(name: string): string | undefined {
  const location = join(packageFolder(), 'docs', `${name}.md`);
  if (!/^[a-z\d/-]+$/u.test(name) || !existsSync(location)) return undefined;
  return readFileSync(location, 'utf8').replaceAll('\r\n', '\n');
}

/** The version in `package.json`. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
