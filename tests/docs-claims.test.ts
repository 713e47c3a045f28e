import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n');
const page = text('docs/what-is-safe.md');

/** A footnote that names a test: its file, what it describes, and its title. */
interface Proof {
  name: string;
  path: string;
  describes: string;
  title: string;
}

const proofs = [...page.matchAll(/^\[\^(\w+)\]: (.*)$/gmu)].map(
  ([, name = '', proof = '']): Proof => {
    const [, path = '', describes = '', title = ''] =
      /^`([^`]+)`: (.+?) > (.+)$/u.exec(proof) ?? [];
    return { name, path, describes, title };
  },
);
const claims = page.replace(/^\[\^\w+\]: .*$/gmu, '');

describe('docs/what-is-safe.md', () => {
  it.each(proofs.map((proof) => [proof.name, proof] as const))(
    'names a test that exists: %s',
    (_, { path, describes, title }) => {
      expect(path).toMatch(/^tests\/.*\.test\.ts$/u);
      expect(existsSync(fileURLToPath(new URL(path, root)))).toBe(true);
      expect(titlesIn(text(path))).toContain(`${describes} > ${title}`);
    },
  );

  it('has a proof for each row of its table', () => {
    const rows = claims.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.slice(1).filter((row) => !/\[\^\w+\] \|$/u.test(row))).toEqual([]);
  });

  it('refers to each proof, and to none that is not there', () => {
    const used = new Set([...claims.matchAll(/\[\^(\w+)\]/gu)].map(([, name]) => name));
    const named = proofs.map(({ name }) => name);
    expect([...used].sort()).toEqual([...named].sort());
    expect(new Set(named).size).toBe(named.length);
  });
});

/** Titles of the tests in a file, each behind what it stands in. */
function titlesIn(source: string): string[] {
  const calls =
    /^(?<indent> *)(?:(?<room>describe)(?:\.skipIf\([^)]*\))?\(|it\(|(?:it\.each\([^'"]*)?\]\)\(|\)\()\s*(?<quote>['"`])(?<title>.*?)\k<quote>,/gmu;
  let room = '';
  return [...source.matchAll(calls)].flatMap(({ groups = {} }) => {
    const title = groups.title ?? '';
    if (groups.room !== undefined) room = title;
    return groups.room === undefined ? [`${room} > ${title}`] : [];
  });
}
