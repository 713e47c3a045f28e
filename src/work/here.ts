import { VFile } from 'vfile';
import {
  type CheckOptions,
  createDrawing,
  createFileChecker,
  dropPlaces,
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

/** Characters of deck files whose trees are kept until they are rendered: trees take twenty times as much memory. */
const mostKept = 2_500_000;

/** Does all work in this thread, one file after the other. */
export function workHere(scope: WorkScope, options: CheckOptions = {}): Work {
  const watched = watch(scope);
  const parser = createParser(watched.scope, scope.folders);
  const check = createFileChecker(watched.scope, options);
  const draw = createDrawing(watched.scope, options);
  const decks = new Map<string, Deck>();
  const kept = { characters: 0 };
  const renderers = new Map<Names, Renderer>();

  async function understand({ path, text }: DeckText): Promise<Understood> {
    const file = new VFile({ path, value: text });
    const deck = parser.parse({ path, file });
    const facts = await check(deck, file);
    const { name, notes } = factsOf(deck);
    kept.characters += text.length;
    if (kept.characters <= mostKept) {
      dropPlaces(deck);
      decks.set(path, deck);
    }
    return { path, facts, deck: name, notes, said: saidOf(file), asked: watched.take() };
  }

  /** The tree of a file of which all was said that is to be said. */
  async function treeOf({ path, text }: DeckText): Promise<Deck> {
    const known = decks.get(path);
    decks.delete(path);
    if (known) return known;
    const deck = parser.parse({ path, file: new VFile({ path, value: text }) });
    await draw(deck);
    dropPlaces(deck);
    return deck;
  }

  async function finish(order: FinishOrder, names: Names): Promise<Finished> {
    const deck = await treeOf(order);
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
