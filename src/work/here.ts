import { type CheckedDeck, type CheckOptions, check } from '../check/index.ts';
import { collectDeck } from '../collect/index.ts';
import { factsOf } from '../identify/index.ts';
import { parse } from '../parse/index.ts';
import type { Project } from '../project.ts';
import { createRenderer } from '../render/index.ts';
import type { Work } from './work.ts';

/** Works on all files of a project in this thread, one after the other. */
export function workHere(project: Project, options: CheckOptions = {}): Work {
  const decks: CheckedDeck[] = [];
  return {
    async understand() {
      decks.push(...(await check(parse(project), project, options)));
      return decks.map(factsOf);
    },
    async finish(identified) {
      const render = createRenderer(identified, project);
      return decks.map((deck, index) => {
        const notes = identified.decks[index]?.notes ?? [];
        return collectDeck(deck, render(deck, notes), notes, identified.notetypes, project);
      });
    },
  };
}
