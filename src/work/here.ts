import { VFile } from 'vfile';
import {
  type CheckOptions,
  createFileChecker,
  dropPlaces,
  type FileFacts,
  withoutBroken,
} from '../check/index.ts';
import { collectDeck } from '../collect/index.ts';
import { factsOf } from '../identify/index.ts';
import { saidOf } from '../messages/index.ts';
import { createFileParser, loadForeigner } from '../parse/index.ts';
import type { FileScope, Source } from '../project.ts';
import { createRenderer, type Renderer } from '../render/index.ts';
import type { Deck } from '../tree.ts';
import { watch } from './watch.ts';
import type {
  DeckText,
  Finished,
  FinishOrder,
  Names,
  Understood,
  Work,
  WorkScope,
} from './work.ts';

/** Does all work in this thread, one file after the other. */
export function workHere(scope: WorkScope, options: CheckOptions = {}): Work {
  const watched = watch(scope);
  const parser = createParser(watched.scope, scope.folders);
  const check = createFileChecker(watched.scope, options);
  const decks = new Map<string, Deck>();
  const renderers = new Map<Names, Renderer>();

  async function open({
    path,
    text,
  }: DeckText): Promise<{ facts: FileFacts; file: VFile; deck: Deck }> {
    const file = new VFile({ path, value: text });
    const deck = parser.parse({ path, file });
    const facts = await check(deck, file);
    dropPlaces(deck);
    decks.set(path, deck);
    return { facts, file, deck };
  }

  async function understand(text: DeckText): Promise<Understood> {
    const { facts, file, deck } = await open(text);
    const { name, path, notes } = factsOf(deck);
    return { path, facts, deck: name, notes, said: saidOf(file), asked: watched.take() };
  }

  async function finish(order: FinishOrder, names: Names): Promise<Finished> {
    // What a cache knew of the file was no tree.
    const deck = decks.get(order.path) ?? (await open(order)).deck;
    decks.delete(order.path);
    watched.take();
    const sound = withoutBroken(deck, new Set(order.broken));
    const rendered = rendererFor(names)(sound, order.numbers);
    const collected = collectDeck(sound, rendered, names.notetypes, watched.scope);
    return { collected, asked: watched.take() };
  }

  function rendererFor(names: Names): Renderer {
    const { notetypes, mediaNames } = names;
    const known =
      renderers.get(names) ?? createRenderer(notetypes, watched.namesOf(mediaNames), watched.scope);
    renderers.set(names, known);
    return known;
  }

  return {
    async understand(texts) {
      await parser.expect(texts);
      return inTurn(texts, understand);
    },
    async finish(orders, names) {
      await parser.expect(orders.filter(({ path }) => !decks.has(path)));
      return inTurn(orders, (order) => finish(order, names));
    },
    close: async () => undefined,
  };
}

/** The parser of files, which becomes a faster one once it is to expect much. */
function createParser(scope: FileScope, folders: WorkScope['folders']) {
  let parse = createFileParser(scope, folders);
  let isFaster = false;
  return {
    parse: (source: Source) => parse(source),
    async expect(texts: DeckText[]): Promise<void> {
      const foreigner = isFaster ? undefined : await loadForeigner(scope.options, texts);
      if (!foreigner) return;
      parse = createFileParser(scope, folders, foreigner);
      isFaster = true;
    },
  };
}

async function inTurn<Task, Outcome>(
  tasks: Task[],
  run: (task: Task) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const task of tasks) outcomes.push(await run(task));
  return outcomes;
}
