import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDrawer } from '../../src/diagrams/index.ts';
import { drawn } from './draw.ts';
import { samples } from './samples.ts';

const names = Object.keys(samples);

/** As they came out when they were last looked at; `node --import tsx tests/diagrams/print.ts` prints them. */
const golden: Record<string, string> = {
  sigmoid: '983f8ce3695f1055',
  json: 'a30a3bdeb42a7bf7',
  table: 'a95484d868d2dfae',
  dates: 'cea443114a3968e0',
  random: '10710ed9dae6b9f8',
  heatmap: 'bad316afb8599b64',
  clipped: '78074ac89a07cbd2',
  neuron: 'a5f8c542c8681078',
  html: 'acefaf3a80fa7cac',
  neato: '65bb3df6a8b607df',
};

describe('a picture', () => {
  it.each(names)('%s has the bytes it had', async (name) => {
    expect(hash((await draw(name)).svg)).toBe(golden[name]);
  });

  it('is the same in another time zone, language and process', () => {
    const env = { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
    const print = new URL('print.ts', import.meta.url).pathname;
    const printed = execFileSync(process.execPath, ['--import', 'tsx', print], { env });
    expect(JSON.parse(printed.toString())).toEqual(golden);
  });

  it.each(names)('%s tells what it is to those who do not see it', async (name) => {
    const { svg, title, description } = await draw(name);
    const [, labels = ''] = /<svg [^>]*role="img" aria-labelledby="([^"]+)"/u.exec(svg) ?? [];
    const [first, second] = labels.split(' ');
    expect(svg).toContain(`<title id="${first}">${title}</title>`);
    expect(svg).toContain(`<desc id="${second}">${description}</desc>`);
  });

  it.each(names)('%s holds only what draws', async (name) => {
    const { svg } = await draw(name);
    const elements = [...svg.matchAll(/<([a-zA-Z]+)/gu)].map(([, element]) => element);
    expect(elements.filter((element) => !drawing.has(String(element)))).toEqual([]);
    expect(svg).not.toMatch(/\son\w+=|href|data:|url\((?!#dw)|class="(?!diagram")|NaN|undefined/u);
  });

  it.each(names)('%s shares no id with another', async (name) => {
    const [one, other] = [await draw(name), await draw(name === 'html' ? 'clipped' : 'html')];
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids(one.svg)).size).toBe(ids(one.svg).length);
    expect(ids(one.svg).filter((id) => ids(other.svg).includes(id))).toEqual([]);
    const used = [...one.svg.matchAll(/url\(#([^)]+)\)/gu)].map(([, id]) => id);
    expect(used.filter((id) => !ids(one.svg).includes(id))).toEqual([]);
  });

  it('stands in the field while it is small, in the card’s own colour', async () => {
    const { svg, inline } = await draw('sigmoid');
    expect(inline).toBe(true);
    expect(svg).toMatch(/^<svg class="diagram" .*style="max-width:100%;height:auto"/u);
    expect(svg).toContain('stroke="currentColor"');
    expect(svg).not.toMatch(/#000|black|white|#fff/u);
  });

  it('is a file on a light panel when it is large', async () => {
    const { svg, inline } = await draw('heatmap');
    expect(inline).toBe(false);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*style="color:#1f2328"/u);
    expect(svg).toContain('fill="#ffffff"');
  });

  it('takes the width that its author wants, and its height with it', async () => {
    const own = await drawn({ ...sample('neuron'), meta: 'title="T"' });
    const wide = await drawn({ ...sample('neuron'), meta: 'title="T" width=500' });
    expect(wide.width).toBe(500);
    expect(wide.height / wide.width).toBeCloseTo(own.height / own.width, 2);
  });

  it('has its title and description from the spec where the fence says none', async () => {
    const text = `description: Falling.\n${sample('sigmoid').text}\ntitle: {text: [A curve, of mine]}`;
    const { title, description } = await drawn({ kind: 'vega-lite', text, meta: '' });
    expect([title, description]).toEqual(['A curve of mine', 'Falling.']);
  });

  it('has no text that Anki or MathJax would read', async () => {
    const words = '{{c1::x}} [sound:a.mp3] \\\\(x\\\\) <b> &amp;';
    const { svg } = await drawn({ kind: 'dot', text: `digraph { a [label="${words}"] }` });
    expect(svg).toContain('&#123;&#123;c1&#58;&#58;x&#125;&#125; &#91;sound:a.mp3&#93;');
    expect(svg).not.toMatch(/\{\{|\}\}|::|\[sound|\\\(|<b>/u);
  });

  it('shows numbers of a table as numbers and its gaps as gaps', async () => {
    const { svg } = await draw('table');
    // Two points of three rows, and one in the legend.
    expect(svg.match(/<circle /gu)?.length).toBe(2 + 1);
  });
});

describe('equal fences', () => {
  it('are drawn once', async () => {
    const drawer = createDrawer();
    const source = { ...sample('neuron'), meta: 'title="T"', readData: () => undefined };
    const [one, two] = await Promise.all([drawer.draw(source), drawer.draw({ ...source })]);
    expect(one).toEqual(two);
  });

  it('differ when their data does', async () => {
    const fence = sample('table');
    const other = { ...fence, data: { 'data/points.csv': 'height,weight,kind\n1,2,a\n' } };
    expect((await drawn(fence)).svg).not.toBe((await drawn(other)).svg);
  });
});

const drawing = new Set(
  'svg title desc g path line rect circle ellipse polygon polyline text tspan defs clipPath linearGradient radialGradient pattern stop'.split(
    ' ',
  ),
);

function sample(name: string) {
  const fence = samples[name];
  if (!fence) throw new Error(`no sample ${name}`);
  return fence;
}

function draw(name: string) {
  return drawn(sample(name));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
