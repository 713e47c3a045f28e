import type { VFile } from 'vfile';

/** What a report needs to know besides the files with their messages. */
export interface ReportContext {
  color: boolean;
  /** What stands before a file's path in the repository: empty, or a folder with `/` at its end. */
  prefix: string;
  /** Of Deckwright. */
  version: string;
  /** The page about a message, in Markdown. */
  page: (id: string) => string | undefined;
  /** What the command has to say besides, for a report that is one document. */
  facts: Record<string, unknown>;
}

/** Files with messages to the text of a report. */
export type Reporter = (files: VFile[], context: ReportContext) => string;
