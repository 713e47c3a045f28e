/** What leads from a note to other files of the vault, by the name that the note gives them. */
export type FindFile = (name: string) => string | undefined;

/** Obsidian's own marks as plain Markdown; `find` gives the address of an embedded file. */
export function plainMarkdown(text: string, find: FindFile): string {
  return text
    .replace(
      /!\[\[([^[\]|#\n]{1,300})(?:#[^[\]|\n]{0,300})?(?:\|([^[\]\n]{0,300}))?\]\]/gu,
      (all, name, said) => {
        const url = find(name.trim());
        if (url === undefined) return all.slice(3, -2).split('|').at(-1) ?? '';
        const width = /^(\d{1,5})(?:x\d{1,5})?$/u.exec(said ?? '')?.[1];
        const alt = width === undefined ? (said ?? '') : '';
        return `![${alt}](<${url}>)${width === undefined ? '' : `{width=${width}}`}`;
      },
    )
    .replace(/!\[([^[\]\n]{0,300})\]\(<?([^()<>\n]{1,500})>?\)/gu, (all, alt, name) => {
      const url = find(decoded(name.trim()));
      return url === undefined ? all : `![${alt}](<${url}>)`;
    })
    .replace(
      /\[\[([^[\]|\n]{1,300})(?:\|([^[\]\n]{1,300}))?\]\]/gu,
      (_, name, said) => said ?? name,
    );
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
