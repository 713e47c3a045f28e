/** What an author would write around genanki-js: `with-genanki-js.mjs plain|markdown DECKS OUT`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [how, source, target, installed] = process.argv.slice(2);
const load = createRequire(join(installed, 'package.json'));

// It is made for browsers, and asks there for a download; here that is a file.
globalThis.saveAs = async (blob, name) =>
  writeFileSync(join(target, name), Buffer.from(await blob.arrayBuffer()));

const genanki = await import(pathToFileURL(withoutFileSaver()).href);
const render = await renderer();
const basic = new genanki.Model({
  ...{ id: '1607392319', name: 'Basic', flds: [{ name: 'Front' }, { name: 'Back' }] },
  req: [[0, 'all', [0]]],
  tmpls: [{ name: 'Card', qfmt: '{{Front}}', afmt: '{{FrontSide}}<hr id=answer>{{Back}}' }],
});
const cloze = new genanki.ClozeModel({
  ...{ id: '1607392320', name: 'Cloze', flds: [{ name: 'Text' }, { name: 'Extra' }] },
  tmpl: { qfmt: '{{cloze:Text}}', afmt: '{{cloze:Text}}{{Extra}}' },
});
const sql = await load('sql.js')();
const pack = new genanki.Package();
pack.setSqlJs(new sql.Database());
const files = readdirSync(source).filter((name) => name.endsWith('.md'));
for (const [index, file] of files.sort().entries()) pack.addDeck(deckOf(file, index));
const media = join(source, 'media');
for (const name of existsSync(media) ? readdirSync(media).sort() : [])
  pack.addMedia(readFileSync(join(media, name)), name);
pack.writeToFile('bench.apkg');

/** Its module asks for `saveAs` in a way that Node does not know. */
function withoutFileSaver() {
  const path = join(installed, 'genanki.mjs');
  const text = readFileSync(join(installed, 'node_modules/genanki-js/dist/genanki.js'), 'utf8');
  writeFileSync(path, text.replace(/^import \{ saveAs \}.*$/m, ''));
  return path;
}

async function renderer() {
  const escaped = (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (how === 'plain') return escaped;
  const { marked } = await import(pathToFileURL(load.resolve('marked')).href);
  return (text) => {
    const formulas = [];
    const kept = text.replace(/\$\$(.+?)\$\$|\$(.+?)\$/gs, (_, block, inline) => {
      formulas.push(block ? `\\[${block}\\]` : `\\(${inline}\\)`);
      return `\uE000${formulas.length - 1}\uE001`;
    });
    return marked
      .parse(kept)
      .replace(/\uE000(\d+)\uE001/gu, (_, number) => escaped(formulas[number]));
  };
}

function deckOf(file, index) {
  const [head, ...parts] = readFileSync(join(source, file), 'utf8').split(/^## /m);
  const deck = new genanki.Deck(1_000_000 + index, head.replace('#', '').trim());
  for (const [place, part] of parts.entries()) {
    const [question = '', ...rest] = part.split('\n');
    const answer = rest.join('\n').trim();
    const isCloze = answer.includes('{{c1::');
    const fields = (isCloze ? [answer, question] : [question, answer]).map((field) =>
      render(field).replaceAll('src="media/', 'src="'),
    );
    // The guid that it would make by itself has two letters: of ten thousand notes most would share theirs.
    deck.addNote((isCloze ? cloze : basic).note(fields, null, `bench-${index}-${place}`));
  }
  return deck;
}
