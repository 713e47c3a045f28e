import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { type Files, makeProject, type TestProject } from '../project.ts';
import { testWorld } from './world.ts';

const made: TestProject[] = [];

afterEach(() => {
  for (const project of made.splice(0)) project.remove();
});

/** The package and the ledger of a project, on a machine that writes its files so. */
async function built(files: Files): Promise<{ apkg: string; ledger: string }> {
  const project = makeProject(files);
  made.push(project);
  const code = await commands.build?.run(
    { package: 'single', quiet: true },
    [],
    testWorld(project.root),
  );
  expect(code).toBe(0);
  const read = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(project.root, path)))
      .digest('hex');
  return { apkg: read('dist/all.apkg'), ledger: read('deckwright.lock') };
}

const texts: Record<string, string> = {
  'deckwright.yaml': 'name: All\nnamespace: machines\nsettings:\n  tags: [land]\n',
  'decks/Überblick.md':
    '---\nlang: de\n---\n# Übersicht\n\nEin Text.\n\n## Was ist ein Fluß?\n\n1. Wasser\n2. $a\n   b$\n\n```python\nx = 1\nprint(x)\n```\n\n## Lücke\n\nDie {{Donau}} ist\nlang. ![Bild](bild-é.svg)\n',
  'decks/tabelle.csv': 'front,back\n"Was, bitte?","Zwei\nZeilen"\n',
  'decks/_deck.yaml': 'fields:\n  Extra: |\n    Mehr.\n',
  'decks/bild-é.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>t</title></svg>\n',
};

function each(change: (text: string, path: string) => [path: string, text: string]): Files {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => change(text, path)));
}

describe('on another machine', () => {
  it('CRLF line endings give the same package and the same ledger', async () => {
    const lf = await built(texts);
    // git changes the line endings of text files; of a picture it would change the content.
    const crlf = each((text, path) => [
      path,
      path.endsWith('.svg') ? text : text.replaceAll('\n', '\r\n'),
    ]);
    expect(await built(crlf)).toEqual(lf);
  });

  it('decomposed letters in names of files and in texts give the same', async () => {
    const composed = await built(texts);
    const decomposed = each((text, path) => [path.normalize('NFD'), text.normalize('NFD')]);
    expect(await built(decomposed)).toEqual(composed);
  });

  it('a byte order mark gives the same', async () => {
    const plain = await built(texts);
    const marked = each((text, path) => [path, path.endsWith('.svg') ? text : `\uFEFF${text}`]);
    expect(await built(marked)).toEqual(plain);
  });

  it('a picture whose name differs in capitals only is refused everywhere, not on some machines', async () => {
    const project = makeProject({
      'decks/a.md': '# A\n\n## What is this?\n\n![A lake](Lake.svg)\n',
      'decks/lake.svg': texts['decks/bild-é.svg'],
    });
    made.push(project);
    const { errors } = await project.build();
    expect(errors.map(({ reason }) => reason).join('\n')).toMatch(/Lake\.svg/u);
  });
});
