import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { evenBlanks } from '../../characters.ts';
import type { Trouble } from '../source.ts';
import type { Raw } from '../svg/frame.ts';
import { checkDot, placeIn } from './check.ts';
import { tokenise } from './tokens.ts';

/** Makes the function that draws DOT, with Graphviz as WebAssembly: it has no files and no fonts. */
export async function createGrapher(): Promise<
  (text: string) => Promise<Raw | { trouble: Trouble }>
> {
  await Graphviz.load();
  return async (text) => {
    const trouble = text.trim() === '' ? explain('nothing at all', text) : checkDot(text);
    if (trouble) return { trouble };
    // After a failure the library throws its module away.
    const graphviz = await Graphviz.load();
    try {
      const svg = graphviz.layout(styled(text), 'svg', 'dot');
      const warning = warningOf(graphviz);
      // The words would still be there after the next graph.
      if (warning !== undefined) Graphviz.unload();
      return warning === undefined ? sized(svg, text) : { trouble: explain(warning, text) };
    } catch (error) {
      return { trouble: explain(error instanceof Error ? error.message : String(error), text) };
    }
  };
}

const font = 'fontname="Helvetica"';
const defaults = [
  `graph [bgcolor=transparent ${font} fontsize=13 pad=0.06 nodesep=0.3 ranksep=0.4];`,
  `node [shape=box style=rounded ${font} fontsize=14 height=0.4 width=0.4 margin="0.12,0.06" penwidth=1.3];`,
  `edge [${font} fontsize=13 arrowsize=0.7 penwidth=1.2];`,
].join(' ');

/** The house style, put after the first brace on its line, so that Graphviz still counts lines as the author does. */
function styled(text: string): string {
  const brace = tokenise(text).find((token) => token.kind === 'mark' && token.value === '{');
  if (!brace) return text;
  return `${text.slice(0, brace.offset + 1)} ${defaults} ${text.slice(brace.offset + 1)}`;
}

function sized(svg: string, text: string): Raw | { trouble: Trouble } {
  const [, box] = /<svg[^>]* viewBox="([^"]+)"/u.exec(svg) ?? [];
  const [, , width = 0, height = 0] = (box ?? '').split(' ').map(Number);
  return width > 0 && height > 0
    ? { svg, width, height }
    : { trouble: explain('empty graph', text) };
}

/** Graphviz goes on after a label or port that it cannot read; its last words are only with the module. */
function warningOf(graphviz: Graphviz): string | undefined {
  const { _module: inner } = graphviz as unknown as {
    _module?: { CGraphviz?: { lastError?: () => string } };
  };
  const words = inner?.CGraphviz?.lastError?.() ?? '';
  return words.trim() === '' || harmless.test(words) ? undefined : words;
}

/** It has no fonts to ask for widths, and says so. */
const harmless = /fontconfig|no hard-coded metrics|Fontconfig|using default metrics/iu;

function explain(words: string, text: string): Trouble {
  const plain = evenBlanks(words.trim()).slice(0, 200);
  const [, node] = /^in label of (?:node|edge|graph) (.*)$/u.exec(plain) ?? [];
  if (node !== undefined) return badLabel(node, text);
  const [, line, near] = /in line (\d+)(?: near '([^']*)')?/u.exec(plain) ?? [];
  if (line === undefined) {
    return {
      reason: `Unexpected graph, expected one that Graphviz can draw: ${plain}`,
      note: 'See https://graphviz.org/doc/info/lang.html.',
      ...placeIn(text, 0),
    };
  }
  const lines = text.split('\n');
  const row = Math.min(Number(line), lines.length);
  const found = near ? (lines[row - 1] ?? '').indexOf(near) : -1;
  return {
    reason: `Unexpected ${near ? `\`${near}\`` : 'end'} in the graph, expected DOT's syntax`,
    note: 'Statements are `a -> b [label="x"];` within `digraph { … }`, or `a -- b` within `graph { … }`.',
    line: row,
    column: found < 0 ? 1 : found + 1,
  };
}

function badLabel(name: string, text: string): Trouble {
  const tokens = tokenise(text);
  const owner = tokens.findIndex(
    (token, index) => token.value === name && tokens[index + 1]?.value === '[',
  );
  const label = tokens.slice(Math.max(0, owner)).find((token) => token.kind === 'html');
  return {
    reason: `Unexpected HTML in the label of \`${name}\`, expected the tags that Graphviz reads, each of them closed`,
    note: 'See https://graphviz.org/doc/info/shapes.html#html: `<b>`, `<i>`, `<sub>`, `<sup>`, `<br/>`, `<font>` and `<table>`.',
    ...placeIn(text, label?.offset ?? 0),
  };
}
