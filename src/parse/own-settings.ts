import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import type { Settings } from '../settings.ts';
import type { KnownTypes } from './context.ts';
import { frontMatterOf, isFrontMatterOpen } from './front-matter.ts';
import { readSettings } from './settings.ts';

/** What a file's front matter says. */
export interface OwnSettings {
  own: Settings;
  /** The name of the deck without its folders, as hashcards has it. */
  name?: string;
}

/** Reads a file's front matter: YAML, or the TOML of hashcards in a file of that form. */
export function ownSettings(file: VFile, form: Settings['form'], types: KnownTypes): OwnSettings {
  const text = String(file.value);
  const node = frontMatterOf(text);
  if (isFrontMatterOpen(text)) report(file, { line: 1, column: 1 }, messages.frontMatterUnclosed());
  if (!node) return { own: {} };
  if (form === 'qa' && isToml(node.value)) return readToml(file, node.value);
  const offset = text.indexOf('\n') + 1;
  return { own: readSettings(file, node.value, types, { line: 2, column: 1, offset }) };
}

function isToml(text: string): boolean {
  return /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[\w-]+[ \t]*=/u.test(text);
}

/** Only a name is known, and hashcards knows no more. */
function readToml(file: VFile, text: string): OwnSettings {
  let name: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) continue;
    const [, basic, literal] =
      /^name\s*=\s*(?:("(?:[^"\\]|\\.)*")|'([^']*)')\s*(?:#.*)?$/u.exec(written) ?? [];
    name ??= basic === undefined ? literal : unescaped(basic);
    if (basic ?? literal) continue;
    const point = { line: index + 2, column: 1 };
    report(file, point, messages.tomlFrontMatter(written.split('=')[0]?.trim() ?? written));
  }
  return { own: {}, ...(name && { name }) };
}

/** TOML escapes as JSON does, but for `\U`, which no name of a deck needs. */
function unescaped(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
