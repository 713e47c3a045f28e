/** File stem of a card template: its name in kebab-case (`Card 1` -> `card-1`). */
export function templateStem(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
