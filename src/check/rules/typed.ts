import type { RootContent } from 'mdast';
import { messages, report } from '../../messages/index.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

const plain = new Set(['paragraph', 'text', 'inlineCode', 'emphasis', 'strong', 'delete']);

/** The answer of a typed note is compared letter by letter, so it is one line of text. */
export function typed({ deck, file }: RuleContext): void {
  for (const note of deck.children) {
    if (note.layout !== 'typed') continue;
    const [answer] = note.children.find(({ name }) => name === 'Answer')?.children ?? [];
    const stranger = answer && strangerIn(answer);
    if (stranger)
      report(
        file,
        stranger.position ? stranger : note.head,
        messages.typedAnswer(nameOf(stranger)),
      );
  }
}

function strangerIn(answer: RootContent): RootContent | undefined {
  if (answer.type !== 'paragraph') return answer;
  return descend(answer).find((node) => !plain.has(node.type)) as RootContent | undefined;
}

function nameOf({ type }: RootContent): string {
  const names: Record<string, string> = {
    inlineMath: 'formula',
    math: 'formula',
    image: 'image',
    list: 'list',
    code: 'code block',
    break: 'line break',
    link: 'link',
  };
  return names[type] ?? type;
}
