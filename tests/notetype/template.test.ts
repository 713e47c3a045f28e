import { describe, expect, it } from 'vitest';
import { parseTemplate, type TemplateNode } from '../../src/notetype/index.ts';

describe('parseTemplate', () => {
  it.each<[text: string, tree: string, errors: string[]]>([
    ['', '', []],
    ['a {{F}} b', '"a "0 F[]2 " b"7', []],
    ['{{ F }}', 'F[]0', []],
    ['{{hint:text:F}}', 'F[text hint]0', []],
    ['{{text: F}}', ' F[text]0', []],
    ['{{tts en_US speed=1.2:F}}', 'F[tts en_US speed=1.2]0', []],
    ['{{#F}}x{{/F}}', '#F0("x"6)', []],
    ['{{^ F }}{{#B}}{{B}}{{/B}}{{/ F }}', '^F0(#B8(B[]14))', []],
    ['{{#}}', '#[]0', []],
    ['{{}}', '[]0', []],
    ['{{{F}}} {{{{B}}', 'F[]0 "} "6 B[]8', []],
    ['}}{{F', '"}}{{F"0', []],
    ['<!-- {{F}} -->{{F}}', '<!-- {{F}} -->0 F[]14', []],
    ['<!-- {{F}}', '"<!-- "0 F[]5', []],
    ['{{ <!-- {{F}} -->', '<!-- {{F[]0 " -->"13', []],
    ['{{#F}}x', '#F0("x"6)', ['unclosed F 0-6']],
    ['x{{/F}}', '"x"0', ['unexpected-close F 1-7']],
    ['{{#F}}{{/B}}{{/F}}', '#F0()', ['wrong-close B (F) 6-12']],
    ['{{#F}}{{#B}}{{/F}}{{B}}', '#F0(#B6()) B[]18', ['wrong-close F (B) 12-18']],
  ])('%j', (text, tree, errors) => {
    const parsed = parseTemplate(text);
    expect(parsed.nodes.map(show).join(' ')).toBe(tree);
    expect(
      parsed.errors.map(
        ({ type, name, expected, start, end }) =>
          `${type} ${name}${expected ? ` (${expected})` : ''} ${start}-${end}`,
      ),
    ).toEqual(errors);
  });

  it('gives up on hostile nesting', () => {
    const { errors } = parseTemplate('{{#F}}'.repeat(50_000) + '{{/F}}'.repeat(50_000));
    expect(errors).toEqual([{ type: 'too-deep', name: 'F', start: 600, end: 606 }]);
  });
});

function show(node: TemplateNode): string {
  if (node.type === 'text') return `${JSON.stringify(node.value)}${node.start}`;
  if (node.type === 'comment') return `${node.value}${node.start}`;
  if (node.type === 'field') return `${node.name}[${node.filters.join(' ')}]${node.start}`;
  const sign = node.negated ? '^' : '#';
  return `${sign}${node.name}${node.start}(${node.children.map(show).join(' ')})`;
}
