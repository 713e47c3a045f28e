import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts the module `name`, which stands beside the one at `beside` (its `import.meta.url`), in a thread of its own. */
export function startThread(name: string, beside: string, options: WorkerOptions = {}): Worker {
  const file = new URL(/\.ts(\?|$)/u.test(beside) ? `./${name}.ts` : `./${name}.js`, beside);
  // From the sources, on a Node that does not take TypeScript by itself, tsx loads them.
  const needsLoader = file.pathname.endsWith('.ts') && !('typescript' in process.features);
  const address = JSON.stringify(file.href);
  const loader = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${address}, ${address}))`;
  return new Worker(needsLoader ? loader : file, { eval: needsLoader, execArgv: [], ...options });
}
