import type {} from 'micromark-extension-gfm-footnote';
import type { Construct, Extension } from 'micromark-util-types';
import type {} from 'remark-parse';
import type { Processor } from 'unified';

/** Definitions that stand elsewhere in the file, by identifier in upper case, as micromark keeps them. */
export interface Seeds {
  links: string[];
  footnotes: string[];
}

/** A remark plugin that lets a piece of a file refer to definitions of its other pieces. */
export function seedDefinitions(this: Processor, seeds: Seeds): void {
  const seed: Construct = {
    name: 'seedDefinitions',
    tokenize(_effects, _ok, nok) {
      const { parser } = this;
      for (const link of seeds.links) if (!parser.defined.includes(link)) parser.defined.push(link);
      parser.gfmFootnotes ??= [];
      for (const footnote of seeds.footnotes)
        if (!parser.gfmFootnotes.includes(footnote)) parser.gfmFootnotes.push(footnote);
      return nok;
    },
  };
  // A reference begins with `[` or `![`; text is read when all blocks, and so the piece's own definitions, are.
  const extension: Extension = { text: { 33: seed, 91: seed } };
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), extension];
}
