/** Prints, as JSON, when each phase begins: `node bench/phases.mjs FOLDER`. */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { compile, singlePackage, write, writeApkg } from '../dist/lib/index.js';

// As the command line does.
setFlagsFromString('--heap-growing-percent=40');

const root = process.argv[2] ?? '.';
const marks = [];
const mark = (phase) => marks.push({ phase, at: performance.now() });
const { collection } = await compile({ root, now: 1767225600, onPhase: mark });
mark('write');
const one = singlePackage(collection, 'bench');
const content = await writeApkg(one.collection, { format: 'legacy' });
await write([{ location: join(root, 'dist', 'bench.apkg'), content }]);
mark('end');
console.log(JSON.stringify(marks));
