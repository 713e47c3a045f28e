/** Where figures stand in a page. */
export const marks = { begin: '<!-- figures: begin -->', end: '<!-- figures: end -->' };

/** The page with new figures, and every other word as it was. */
export function withFigures(page: string, figures: string): string {
  const [begin, end] = [page.indexOf(marks.begin), page.indexOf(marks.end)];
  if (begin < 0 || end < begin) throw new Error(`The page has no ${marks.begin} … ${marks.end}.`);
  const [before, after] = [page.slice(0, begin + marks.begin.length), page.slice(end)];
  return `${before}\n\n${figures.trim()}\n\n${after}`;
}
