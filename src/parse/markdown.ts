import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { mathSyntax } from './math-syntax.ts';

/** Makes the parser of record: CommonMark, GFM, YAML front matter, and math by Pandoc's rule for `$`. */
export function createMarkdownParser(): (text: string) => Root {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkFrontmatter)
    .use(remarkMath)
    .use(mathSyntax)
    .freeze();
  return (text) => processor.parse(text);
}
