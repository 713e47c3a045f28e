import { request } from 'node:http';
import { type Preview, servePreview } from '../../src/preview/index.ts';
import { type Files, makeProject, type TestProject } from '../project.ts';

/** One deck with a card of every kind. */
export const everything = `# Everything

## What does ReLU compute? {#relu .nets .basics}

The maximum of zero and its input: $\\max(0, x)$.

$$f(x) = \\max(0, x)$$

## Softmax {#softmax .nets}

Softmax turns {{c1::scores}} into {{c2::probabilities::what?}}.

## Which of these are activation functions? {#activations}

- [x] sigmoid
- [ ] dropout

## Which activation keeps positive inputs? {#typed type=typed}

ReLU

## How does a dog say? {#dog}

![](woof.mp3)

## The parts {#parts type=occlusion}

![Two boxes](boxes.svg)

- rect 0.1 0.1 0.3 0.3: left
- rect 0.6 0.1 0.3 0.3: right
`;

const boxes =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><title>Boxes</title><rect width="200" height="100" fill="#eee"/></svg>';

export const files: Files = {
  'deckwright.yaml': 'namespace: preview\nname: Preview test\n',
  'decks/everything.md': everything,
  'decks/animals/dogs.md':
    '# Dogs\n\n## What is the Spanish word for dog? {#perro .spanish}\n\nperro\n',
  'decks/woof.mp3': new Uint8Array([0xff, 0xfb, 0x90, 0x00]),
  'decks/boxes.svg': boxes,
};

export interface Served extends TestProject, Pick<Preview, 'url'> {
  port: number;
  end: () => Promise<void>;
  /** Asks until the preview says so. */
  until: (holds: (changes: SeenChanges) => boolean) => Promise<SeenChanges>;
}

/** What `/api/changes` gives, as far as tests look at it. */
export interface SeenChanges {
  version: number;
  waiting?: true;
  trouble?: string;
  files: { path: string; cards: { key: string; front: string; stale?: true }[] }[];
  problems: { id: string; file: string; line: number; frame?: { text: string } }[];
}

/** Serves a project of its own, compiled once. */
export async function serve(given: Files = files): Promise<Served> {
  const project = makeProject(given);
  const { url, close } = await servePreview({ root: project.root, now: 1767225600, port: 0 });
  const until: Served['until'] = async (holds) => {
    for (let turn = 0; turn < 600; turn += 1) {
      const changes = JSON.parse((await ask(url, '/api/changes?since=0')).body) as SeenChanges;
      if (holds(changes)) return changes;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The preview never said so.');
  };
  await until(({ waiting }) => !waiting);
  const end = async () => {
    await close();
    project.remove();
  };
  return { ...project, url, port: Number(new URL(url).port), end, until };
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request as no browser would make it: any path, any header, any method. */
export function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answered> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}
