import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';
import { builtIns } from '../notetype/folder.ts';
import { testWorld } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'deckwright-schema-'));
const validators = new Map<string, ValidateFunction>();

async function schema(operands: string[], values: Record<string, string> = {}): Promise<string> {
  const world = testWorld(folder);
  expect(await commands.schema?.run(values, operands, world)).toBe(0);
  return world.out();
}

beforeAll(async () => {
  for (const [name, value] of Object.entries(JSON.parse(await schema([])))) {
    const ajv = new Ajv({ allErrors: true, formats: { uri: /^[a-z]+:\/\//u } });
    validators.set(name, ajv.compile(value as object));
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function faults(name: string, yaml: string): string[] {
  const validate = validators.get(name);
  validate?.(parse(yaml) ?? {});
  return (validate?.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe('schema', () => {
  it('is there for every file that people write, and for the JSON of a collection', () => {
    expect([...validators.keys()]).toEqual([
      ...['config', 'settings', 'notetype', 'credits', 'baseline', 'collection'],
    ]);
  });

  it('takes what Deckwright takes', () => {
    expect(faults('config', '')).toEqual([]);
    expect(
      faults(
        'config',
        'package: single\nmedia-limit: 500 kB\nrules: {long-answer: {words: 5}}\nsettings: {lang: en}',
      ),
    ).toEqual([]);
    expect(faults('settings', 'tags: [a]\nnote-level: 3\nrules: {cloze-tiny: off}')).toEqual([]);
    expect(faults('credits', 'a.svg: {author: Ada, licence: CC0-1.0}')).toEqual([]);
    const types = builtIns().map(({ key, files }) => [
      key,
      String(files.find(({ path }) => path === 'notetype.yaml')?.file.value),
    ]);
    expect(types.length).toBeGreaterThan(4);
    for (const [key = '', yaml = ''] of types)
      expect([key, faults('notetype', yaml)]).toEqual([key, []]);
  });

  it('refuses what Deckwright refuses', () => {
    expect(faults('config', 'pakage: single')).toEqual([' additionalProperties']);
    expect(faults('config', 'package: both')).toEqual(['/package enum']);
    expect(faults('config', 'media-limit: 2 GB')).toEqual(['/media-limit pattern']);
    expect(faults('settings', 'rules: {cloze-tiny: of}')).toContain('/rules/cloze-tiny enum');
    expect(faults('credits', 'a.svg: {author: Ada}')).toEqual(['/a.svg required']);
    expect(faults('notetype', 'fields: []')).toContain(' required');
    expect(faults('baseline', 'deckwright: 2\nfindings: []')).toEqual(['/deckwright const']);
  });

  it('describes every key', () => {
    const nameless: string[] = [];
    const visit = (node: unknown, path: string): void => {
      const { properties, ...rest } = (node ?? {}) as Record<string, unknown>;
      for (const [key, value] of Object.entries(properties ?? {})) {
        if (!(value as { description?: string }).description) nameless.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
      for (const value of Object.values(rest))
        if (typeof value === 'object' && value) visit(value, path);
    };
    for (const [name, { schema: value }] of validators) visit(value, name);
    expect(nameless).toEqual([]);
  });

  it('writes a file for each, or for those asked for', async () => {
    await schema([], { out: 'all' });
    expect(readdirSync(join(folder, 'all')).sort()).toEqual(
      [...validators.keys()].map((name) => `${name}.schema.json`).sort(),
    );
    await schema(['credits'], { out: 'one' });
    expect(readdirSync(join(folder, 'one'))).toEqual(['credits.schema.json']);
    expect(readFileSync(join(folder, 'one/credits.schema.json'), 'utf8')).toBe(
      await schema(['credits']),
    );
  });

  it('names the one that was meant', async () => {
    await expect(schema(['confg'])).rejects.toThrow('did you mean "config"?');
  });
});
