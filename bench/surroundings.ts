import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { arch, cpus, type as system, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiler } from './contests.ts';
import type { BenchOptions } from './options.ts';
import { environments, peers } from './peers.ts';

/** What a run was made with, as a hash: runs of another compiler or machine are not kept. */
export function planOf({ limit }: BenchOptions): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([limit, environments, process.version, cpus()[0]?.model]));
  for (const folder of [dirname(compiler), fileURLToPath(new URL('.', import.meta.url))])
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(?:m?[jt]s|py)$/u.test(path))
        hash.update(path).update(readFileSync(join(folder, path)));
  return hash.digest('hex').slice(0, 16);
}

/** The machine and all versions, without anybody's names. */
export function machineTable(options: BenchOptions, python: string | undefined): string {
  const used = peers.filter(({ id }) => options.peers.includes(id));
  const packages = [...new Set(used.map(({ environment }) => environment))]
    .flatMap((name) => Object.entries(environments[name]?.packages ?? {}))
    .map(([name, version]) => `${name} ${version}`);
  const [first, ...rest] = cpus();
  const lines = [
    `- Machine: ${rest.length + 1} × ${first?.model.trim() || 'processor of unknown make'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${system()} on ${arch()}`,
    `- Deckwright ${version()}, Node ${process.versions.node}${python ? `, Python ${python}` : ''}`,
    ...(packages.length > 0 ? [`- Peers: ${packages.join(', ')}`] : []),
    `- Measured on ${new Date().toISOString().slice(0, 10)}; the median of up to ${options.runs} runs; what took over 30 s ran once, what took over ${options.limit} s was ended`,
  ];
  return lines.join('\n');
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
