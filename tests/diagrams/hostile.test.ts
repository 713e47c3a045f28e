import { describe, expect, it } from 'vitest';
import { confined } from '../../src/diagrams/confine.ts';
import { drawn, type Fence, problemOf } from './draw.ts';

const row = 'data: {values: [{a: 1, s: x}]}';
const one = 'mark: text\nencoding: {text: {field: b}}';

/** Specs that would take without end, fill the memory, run code or reach out; each must become a message. */
const refused: Record<string, Fence> = {
  'a sequence of a thousand million': plot(
    'data: {sequence: {start: 0, stop: 1.0e9}}\nmark: point',
  ),
  'a sequence backwards without end': plot(
    'data: {sequence: {start: 0, stop: 1, step: 0}}\nmark: point',
  ),
  'a sequence within an expression': calculate('sequence(1e9)'),
  'rows that multiply': plot(`${row}
transform:
  - {calculate: "sequence(0, 9000)", as: b}
  - flatten: [b]
  - {calculate: "sequence(0, 9000)", as: c}
  - flatten: [c]
mark: point
encoding: {x: {field: c, type: quantitative}}`),
  'a text that doubles': plot(`${row}
transform:
${Array.from({ length: 40 }, () => '  - {calculate: datum.s + datum.s, as: s}').join('\n')}
${one}`),
  'a number format of many places': calculate('format(1, "400000000d")'),
  'as many ticks': plot(
    `${row}\nmark: point\nencoding: {x: {field: a, type: quantitative, axis: {tickCount: 1000000000}}}`,
  ),
  'a width beyond all screens': plot(`${row}\nmark: point\nwidth: 1.0e9`),
  'a picture beyond all cards': plot(`${row}\nmark: point\nwidth: 9000`),
  'the constructor of functions': calculate('datum.constructor.constructor("return 1")()'),
  'the constructor of functions as a replacer': calculate(
    'replace("x", /x/, datum.constructor.constructor)',
  ),
  'the prototype of objects': calculate('{__proto__: {a: 1}}'),
  'an alias that multiplies': plot(
    'a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]',
  ),
  'brackets without end': plot(`mark: ${'['.repeat(10_000)}`),
  'a graph of many words': dot(`digraph { ${'a '.repeat(9000)} }`),
  'a graph of many characters': dot(`digraph { a [label="${'x'.repeat(40_000)}"] }`),
  'edges that multiply': dot(`digraph { {${numbers(30)}} -> {${numbers(30)}} }`),
  'a node of many outlines': dot('digraph { a [peripheries=1000000000] }'),
  'an octopus of HTML': dot(`digraph { a [label=<${'<b>'.repeat(3000)}>] }`),
};

/** Specs that are drawn, without what they asked for. */
const tamed: Record<string, Fence> = {
  'a link of a script': plot(
    `${row}\nmark: {type: point, href: "javascript:alert(1)"}\nencoding: {x: {field: a, type: quantitative}}`,
  ),
  'a colour from elsewhere': plot(
    `${row}\nmark: {type: point, color: "url(https://example.org/a.svg#b)"}\nencoding: {x: {field: a, type: quantitative}}`,
  ),
  'a script as text': calculate('"</text><script>alert(1)</script>"'),
  'a graph with links': dot(
    'digraph { a [URL="javascript:alert(1)" tooltip="<b>" label="</text><script>x</script>"]; a -> b [href="https://example.org"] }',
  ),
  'a class and an id': dot('digraph { a [class="card" id="answer"] }'),
  'a font with a quote': dot(`digraph { a [fontname="x' onload='alert(1)"] }`),
};

describe('a hostile diagram', () => {
  it.each(Object.entries(refused))('is refused: %s', async (_, fence) => {
    expect(await problemOf(fence)).toMatchObject({ severity: 'error' });
  });

  it.each(Object.entries(tamed))('is drawn without: %s', async (_, fence) => {
    const { svg } = await drawn(fence);
    expect(svg).not.toMatch(
      /<script|<a[ >]|href|javascript:|example\.org|onload|class="card"|"answer"/u,
    );
  });

  it('that never ends is ended, and the next is drawn', async () => {
    const endless = calculate(`test(/^(a+)+$/, "${'a'.repeat(60)}!")`);
    expect((await problemOf(endless)).reason).toContain('seconds');
    expect((await drawn(dot('digraph { a }'))).title).toBe('T');
  });
});

describe('confined work', () => {
  it('makes no code of text, in no way', async () => {
    const ways = [
      () => Function('return 1'),
      () => new Function('return 1'),
      () => Reflect.construct((() => 0).constructor, ['return 1']),
      () => Reflect.get(globalThis, 'eval')('1'),
    ];
    const outcomes = await confined(async () => ways.map(failure));
    expect(outcomes).toEqual(ways.map(() => 'No text of a deck is run as code'));
  });

  it('makes no list or text beyond use', async () => {
    const ways = [
      () => new Array(1e9).length,
      () => Array(2e6).length,
      () => 'x'.repeat(5e6),
      () => 'x'.padEnd(5e6),
      () => 'aaa'.replaceAll('a', 'x'.repeat(2e6)),
    ];
    const outcomes = await confined(async () => ways.map(failure));
    expect(outcomes.every((words) => words?.startsWith('More than'))).toBe(true);
  });

  it('leaves everything as it was, also when it fails', async () => {
    const before = [Function, Array, Reflect.get(globalThis, 'eval'), Array.prototype.push];
    await expect(confined(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect([Function, Array, Reflect.get(globalThis, 'eval'), Array.prototype.push]).toEqual(
      before,
    );
    expect(new Function('return 2')()).toBe(2);
  });
});

function failure(way: () => unknown): string | undefined {
  try {
    way();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function plot(text: string): Fence {
  return { kind: 'vega-lite', text };
}

function dot(text: string): Fence {
  return { kind: 'dot', text };
}

function calculate(expression: string): Fence {
  return plot(`${row}\ntransform: [{calculate: ${JSON.stringify(expression)}, as: b}]\n${one}`);
}

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => `n${index}`).join(' ');
}
