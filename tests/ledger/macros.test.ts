import { expect, it } from 'vitest';
import { makeProject } from '../project.ts';

it('a changed macro sends out only the notes that use it, in a formula or in another macro', async () => {
  const deck = (macros: string) =>
    `---\nmacros:\n${macros}---\n\n## One\n\n$\\R$\n\n## Two\n\n$\\twice$\n\n## Three\n\n$x$\n`;
  const project = makeProject({ 'decks/a.md': deck("  R: x\n  twice: '\\one\\one'\n  one: y\n") });
  try {
    const { mods: first } = await project.build();
    project.change({ 'decks/a.md': deck("  R: x\n  twice: '\\one\\one'\n  one: z\n  more: a\n") });
    const { mods } = await project.build();
    expect(mods.One).toBe(first.One);
    expect(mods.Two).not.toBe(first.Two);
    expect(mods.Three).toBe(first.Three);
  } finally {
    project.remove();
  }
});
