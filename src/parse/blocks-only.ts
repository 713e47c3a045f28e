import type {} from 'remark-parse';
import type { Processor } from 'unified';

/** The constructs of text in micromark, its GFM extension and ours, but for the ends of lines. */
const textConstructs = [
  ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText'],
  ...['htmlText', 'labelEnd', 'labelStartImage', 'labelStartLink'],
  ...['wwwAutolink', 'protocolAutolink', 'emailAutolink', 'strikethrough', 'tasklistCheck'],
  ...['gfmFootnoteCall', 'gfmPotentialFootnoteCall', 'mathInline'],
];

/** A remark plugin that leaves the text of paragraphs unread, which is what can take long. */
export function blocksOnly(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
    { disable: { null: textConstructs } },
  ];
}
