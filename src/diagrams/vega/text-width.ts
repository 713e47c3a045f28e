/**
 * Widths of Helvetica in thousandths of the font size (Adobe's font metrics): Arial and Liberation Sans have
 * the same, Roboto nearly. Measured so, a layout does not hang on the fonts of the machine that builds it.
 */
const widths: [width: number, characters: string][] = [
  [222, "ijl'"],
  [278, ' !,./:;I[]\\ftıſ'],
  [333, '()-r`´·‐‑'],
  [334, '{}'],
  [260, '|'],
  [355, '"'],
  [389, '*'],
  [469, '^'],
  [500, 'ckJsvxyzç'],
  [556, '0123456789abdeghnopquL$#?_–αβγδεηθκλμνπρστυφχψω'],
  [584, '+<=>~±×÷−≤≥≈∞∂'],
  [611, 'FTZΓ'],
  [667, '&ABEKPSVXYΔΣ'],
  [722, 'CDHNRUwΠ'],
  [778, 'GOQΘΦΩΨ'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
  [1000, '—…→←↑↓⇒@'],
  [330, '₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹ᵢⱼₙ⁻'],
];
const table = new Map(
  widths.flatMap(([width, characters]) => [...characters].map((character) => [character, width])),
);
const other = 600;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3ffff}]/u;

/** Width of a text in pixels, by the letters alone. */
export function textWidth(text: string, size: number, bold: boolean): number {
  let sum = 0;
  for (const character of text.normalize('NFC')) sum += widthOf(character);
  return (sum * size * (bold ? 1.06 : 1)) / 1000;
}

function widthOf(character: string): number {
  const known = table.get(character);
  if (known !== undefined) return known;
  if (wide.test(character)) return 1000;
  const [base = character] = character.normalize('NFD');
  if (/\p{Mn}/u.test(character)) return 0;
  return table.get(base) ?? other;
}
