import type { Direction } from '../languages.ts';
import { plainHtml } from './anki-markup.ts';
import { directHtml } from './direct/index.ts';
import type { AddressOf } from './links.ts';
import { placeSounds, writeDrawings, writeMarks, writeSounds } from './marks.ts';
import type { NameOf } from './media.ts';
import { createCode } from './nodes/index.ts';
import { createPipeline, type ToHtml } from './pipeline.ts';

export interface HtmlOptions {
  /** Name of the field: ids of its footnotes begin with it, as two fields stand on one card. */
  field: string;
  trusted: boolean;
  nameOf: NameOf;
  addressOf: AddressOf;
  lang?: string | undefined;
  dir?: Direction | undefined;
  /** Whether Anki scans the field for cloze deletions. */
  cloze: boolean;
  /** Whether it is written as Anki's editor would: the note type was taken over from Anki. */
  anki?: boolean;
}

/** Makes the function that turns a field's Markdown tree into its HTML. */
export function createHtmlWriter(): ToHtml {
  const code = createCode();
  const pipeline = createPipeline(code);
  return (children, options) => {
    const direct = options.anki ? plainHtml(children) : directHtml(children, options, code);
    return finished(direct ?? pipeline(children, options), options);
  };
}

/** Anki's marks and files in the places of ours. */
function finished(written: string, { cloze, anki }: HtmlOptions): string {
  const html = (anki ? written : written.trim()).normalize('NFC');
  const marked = cloze ? writeMarks(html) : html;
  return writeDrawings(anki ? placeSounds(marked) : writeSounds(marked));
}
