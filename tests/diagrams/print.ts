import { createHash } from 'node:crypto';
import { drawn } from './draw.ts';
import { samples } from './samples.ts';

const hashes: Record<string, string> = {};
for (const [name, fence] of Object.entries(samples)) {
  const { svg } = await drawn(fence);
  hashes[name] = createHash('sha256').update(svg).digest('hex').slice(0, 16);
}
process.stdout.write(`${JSON.stringify(hashes, null, 2)}\n`);
