import type {} from 'remark-parse';
import type { Processor } from 'unified';

/** Every construct of text in micromark, its GFM extension and ours. */
const textConstructs = [
  ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText'],
  ...['hardBreakEscape', 'htmlText', 'labelEnd', 'labelStartImage', 'labelStartLink', 'lineEnding'],
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
