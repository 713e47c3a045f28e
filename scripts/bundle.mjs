// Joins the program, and what it is made of, to few files: a run would else open a thousand modules, which takes it
// longer than a small deck does. The library beside it stays as it was compiled.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(home, 'dist', 'lib');

/** What finds files of its own, or a binary, has to stay where it was installed. */
const external = [
  ...['@hpcc-js/wasm-graphviz', '@resvg/resvg-wasm', 'mathjax-full', 'satteri', 'sql.js'],
  ...['vega', 'vega-interpreter', 'vega-lite'],
];

/** The program, and its threads: each finds them beside itself, so all are in one folder. */
const entries = {
  cli: 'src/cli.ts',
  'file-thread': 'src/work/file-thread.ts',
  'compile-thread': 'src/preview/compile-thread.ts',
  'draw-thread': 'src/diagrams/draw-thread.ts',
};

/** jszip sums up each byte in JavaScript: two fifths of the time that a package of media takes. Node has the same sum. */
const sums = {
  name: 'sums-of-node',
  setup: (/** @type {import('esbuild').PluginBuild} */ { onLoad }) =>
    onLoad({ filter: /[\\/]jszip[\\/]lib[\\/]crc32\.js$/ }, () => ({
      contents: `const { crc32 } = require('node:zlib');
module.exports = (input, sum) => {
  if (!input?.length) return 0;
  return crc32(typeof input === 'string' ? Buffer.from(input, 'latin1') : input, sum);
};`,
    })),
};

for (const name of readdirSync(out)) if (/^chunk-/u.test(name)) rmSync(join(out, name));
const { metafile } = await build({
  absWorkingDir: home,
  entryPoints: entries,
  outdir: out,
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunk-[hash]',
  // Some packages still ask for modules of Node in the old way.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  external,
  plugins: [sums],
  metafile: true,
  // Half as much for Node to read; names stay, so that a mistake of ours can be found by its stack.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
});
writeFileSync(join(out, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));

/** The licences of all packages that are in the files. */
function licences(inputs) {
  const folders = new Set(
    inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(path)?.[1] ?? []),
  );
  return [...folders].sort().map(licenceOf).join('\n\n');
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(home, folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(join(home, folder)).find((one) => /^licen[cs]e/iu.test(one));
  const text =
    file && existsSync(join(home, folder, file))
      ? readFileSync(join(home, folder, file), 'utf8')
      : '';
  return `${name} ${version} (${license})\n${'-'.repeat(40)}\n${text.trim()}`;
}
