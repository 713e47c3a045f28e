/**
 * The deck's colours by their plain names: each has a contrast of at least 3:1 on white and on Anki's dark
 * card (#2c2c2c), as WCAG 2.2 asks of graphics (1.4.11). Text takes the card's own colour instead.
 */
export const palette: Readonly<Record<string, string>> = {
  blue: '#3a86d0',
  orange: '#d06a12',
  green: '#2a9d5c',
  purple: '#9a6fd8',
  red: '#e0524a',
  teal: '#1f9a9a',
  pink: '#d6569b',
  brown: '#a9744a',
  gray: '#808080',
  grey: '#808080',
};

const hues = new Set(Object.values(palette));
const ink = new Set(['black', '#000', '#000000', 'currentcolor', 'rgb(0, 0, 0)']);
const paper = new Set(['white', '#fff', '#ffffff', 'transparent', 'none']);

/** A colour as it goes into the picture: black is the card's text, white its background. */
export function paint(value: string, isText: boolean): string | undefined {
  const colour = value.trim().toLowerCase();
  if (ink.has(colour)) return 'currentColor';
  if (paper.has(colour)) return isText && colour !== 'none' ? 'currentColor' : 'none';
  const own = Object.hasOwn(palette, colour) ? palette[colour] : undefined;
  // 3:1 is enough for shapes; text asks for 4.5:1 (WCAG 1.4.3), which no colour has on both.
  if (isText && (own !== undefined || hues.has(colour))) return 'currentColor';
  if (own) return own;
  return /^(?:#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%]+\))$/u.test(colour)
    ? colour
    : undefined;
}
