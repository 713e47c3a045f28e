import type { Html, Root } from 'mdast';
import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { type RuleId, ruleIds } from '../rules.ts';
import type { Disabled } from '../tree.ts';

/**
 * Takes the comments out that switch content rules off, `<!-- deckwright-disable rule-id -->`. They are no
 * content: a note that has one stays the same note, and its hash the same hash.
 */
export function takeDisabled(root: Root, file: VFile): Disabled[] {
  const taken: Disabled[] = [];
  root.children = root.children.filter((node) => {
    if (node.type !== 'html' || !/^<!--\s*deckwright-/u.test(node.value)) return true;
    taken.push(...disabledBy(node, file));
    return false;
  });
  return taken;
}

function disabledBy(node: Html, file: VFile): Disabled[] {
  const [, command = '', names = '', rest = ''] =
    /^<!--\s*(deckwright-[\w-]*)([^>]*?)\s*-->(.*)$/su.exec(node.value) ?? [];
  const known = command === 'deckwright-disable' || command === 'deckwright-disable-next';
  const rules = names.split(/[\s,]+/u).filter(Boolean);
  if (!known || rules.length === 0 || rest.trim() !== '' || !node.position) {
    const got = known ? 'comment that names no rule, or goes on' : `comment \`${command}\``;
    const expected =
      'one of `deckwright-disable` or `deckwright-disable-next`, a rule, and no more';
    report(file, node, messages.disableInvalid(got, expected));
    return [];
  }
  for (const rule of rules)
    if (!isRule(rule)) report(file, node, messages.unknownRule(rule, ruleIds));
  const which = command === 'deckwright-disable' ? 'this' : 'next';
  return [{ which, rules: rules.filter(isRule), position: node.position }];
}

function isRule(name: string): name is RuleId {
  return (ruleIds as string[]).includes(name);
}
