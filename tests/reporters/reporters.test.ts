import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { define, messages, report } from '../../src/messages/index.ts';
import { type ReportContext, reporters } from '../../src/reporters/index.ts';

const context: ReportContext = {
  color: false,
  prefix: 'my decks/',
  version: '1.2.3',
  page: (id) =>
    id === 'cloze-mark' ? '# `cloze-mark`\n\n**Error.** It is\nwrong. So.\n' : undefined,
  facts: { ok: false, notes: 3 },
};

const strange = define('strange', 'info', () => ({
  reason: 'Unexpected 100%, expected: less',
  note: 'See ![a picture](x.svg).',
}));

/** One message of each severity; with a range, over lines, a fix, and without a place. */
function files(): VFile[] {
  const deck = new VFile({ path: 'decks/a: b, c%.md', value: '## A\n\n{{c1:x}} and\nmore\n' });
  const at = (line: number, column: number) => ({ line, column });
  report(deck, { start: at(3, 1), end: at(3, 6) }, messages.clozeMark('{{c1:', '{{c1::', true));
  report(deck, { start: at(3, 1), end: at(4, 5) }, messages.twoAnswers('A', 'decks/b.md:1'));
  report(deck, at(4, 2), strange());
  const picture = new VFile({ path: 'decks/é.svg' });
  report(picture, undefined, messages.unusedMedia());
  return [picture, deck];
}

describe('the GitHub reporter', () => {
  it('writes workflow commands, escaped as the runner reads them, errors first', () => {
    const lines = reporters.github(files(), context).split('\n');
    expect(lines.map((line) => line.replace(/::Unexpected.*/u, '::…'))).toEqual([
      '::error file=my decks/decks/a%3A b%2C c%25.md,line=3,endLine=3,col=1,endColumn=6,title=cloze-mark::…',
      '::warning file=my decks/decks/a%3A b%2C c%25.md,line=3,endLine=4,title=two-answers::…',
      '::warning file=my decks/decks/é.svg,title=unused-media::…',
      '::notice file=my decks/decks/a%3A b%2C c%25.md,line=4,col=2,title=strange::…',
      '',
    ]);
    expect(lines[3]).toMatch(
      /::Unexpected 100%25, expected: less%0ASee !\[a picture\]\(x\.svg\)\.$/u,
    );
  });

  it('says nothing where there is nothing to say', () => {
    expect(reporters.github([new VFile({ path: 'decks/a.md' })], context)).toBe('');
  });
});

describe('the SARIF reporter', () => {
  const log = JSON.parse(reporters.sarif(files(), context));
  const [run] = log.runs;

  it('writes what the schema of SARIF 2.1.0 allows', () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'sarif.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, formats: { uri: isUri, 'uri-reference': isUri } });
    const isValid = validate.compile(schema);
    expect([isValid(log), isValid.errors]).toEqual([true, null]);
    const empty = JSON.parse(reporters.sarif([], context));
    expect([isValid(empty), empty.runs[0].results]).toEqual([true, []]);
    expect(isValid({ ...log, version: '2.0.0' })).toBe(false);
    expect(isValid({ ...log, runs: [{ ...run, results: [{ ruleId: 'x' }] }] })).toBe(false);
  });

  it('places each result in the repository, with the level of its message', () => {
    const rows = run.results.map((result: Result) => {
      const [{ physicalLocation }] = result.locations;
      const { artifactLocation, region } = physicalLocation;
      return [result.ruleId, result.level, artifactLocation.uri, Object.values(region)];
    });
    const deck = 'my%20decks/decks/a%3A%20b%2C%20c%25.md';
    expect(rows).toEqual([
      ['cloze-mark', 'error', deck, [3, 1, 3, 6]],
      ['two-answers', 'warning', deck, [3, 1, 4, 5]],
      ['strange', 'note', deck, [4, 2]],
      ['unused-media', 'warning', 'my%20decks/decks/%C3%A9.svg', [1]],
    ]);
  });

  it('names the rules, with the page of each and what it would fix', () => {
    const { driver } = run.tool;
    expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'cloze-mark',
      'strange',
      'two-answers',
      'unused-media',
    ]);
    for (const { ruleId, ruleIndex } of run.results)
      expect(driver.rules[ruleIndex].id).toBe(ruleId);
    expect(driver.rules[0].shortDescription.text).toBe('It is wrong.');
    const [{ artifactChanges }] = run.results[0].fixes;
    expect(artifactChanges[0].replacements[0].insertedContent.text).toBe('{{c1::');
    expect(run.results[2].message.text).toContain('!\\[a picture\\](x.svg)');
  });
});

describe('the JSON reporter', () => {
  it('gives the facts of the command, then the messages', () => {
    const { ok, notes, messages: rows } = JSON.parse(reporters.json(files(), context));
    expect([ok, notes]).toEqual([false, 3]);
    expect(rows[0]).toMatchObject({ id: 'cloze-mark', line: 3, endColumn: 6, fix: '{{c1::' });
    expect(rows[1]).not.toHaveProperty('fix');
  });
});

interface Result {
  ruleId: string;
  level: string;
  locations: [
    { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } },
  ];
}

function isUri(text: string): boolean {
  return /^[\w.~:/?#@!$&'()*+,;=%-]*$/u.test(text) && !/%(?![\dA-F]{2})/iu.test(text);
}
