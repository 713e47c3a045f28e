import { join, relative, resolve, sep } from 'node:path';
import { optionsOfProject } from '../read/index.ts';
import type { Order } from './compile-thread.ts';
import { createCompiler } from './compiler.ts';
import { type Listening, listen } from './server.ts';
import { createStore } from './store.ts';
import { watchFolders } from './watch.ts';

export interface PreviewOptions {
  /** Folder that holds `deckwright.yaml`. */
  root: string;
  /** Seconds since 1970. */
  now: number;
  /** 0 for a free one. */
  port: number;
  /** Address that opens a file, with `{path}`, `{line}` and `{column}`; by default that of the options. */
  editor?: string;
  /** Where outcomes of earlier compilations are. */
  kept?: Order['kept'];
}

export interface Preview {
  /** `http://127.0.0.1:4000/` */
  url: string;
  close: () => Promise<void>;
}

/** Shows a project's cards on a local page, and goes along with every change of its files. */
export async function servePreview({
  now,
  port,
  kept,
  ...given
}: PreviewOptions): Promise<Preview> {
  const root = resolve(given.root);
  const options = optionsOfProject(root);
  const pages: { listening?: Listening } = {};
  const store = createStore((version) => pages.listening?.tell(version));
  const listening = await listen({ store, root, editor: given.editor ?? options.editor }, port);
  pages.listening = listening;
  const compiler = createCompiler({ root, now, kept }, store);
  const folders = [join(root, options.decks), join(root, options.templates)];
  const watching = watchFolders(root, folders, (locations) => {
    void compiler.update(locations.map((location) => pathIn(root, location)));
  });
  void compiler.update();
  return {
    url: `http://127.0.0.1:${listening.port}/`,
    async close() {
      watching.close();
      await compiler.close();
      await listening.close();
    },
  };
}

function pathIn(root: string, location: string): string {
  return relative(root, location).split(sep).join('/').normalize('NFC');
}
