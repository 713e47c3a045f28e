const ink = 'fill="none" stroke="#3b4753" stroke-width="2.5" stroke-linejoin="round"';

/** The drawings that the examples of the language show, by file name. */
export const drawings: Record<string, string> = {
  'relu.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200"><rect width="320" height="200" fill="#fff"/><path d="M20 160H300M160 20V190" ${ink}/><path d="M20 160H160L290 30" fill="none" stroke="#0b5cad" stroke-width="5"/></svg>`,
  'leaf.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="0 0 60 60"><path d="M8 52C4 20 30 6 54 6 54 32 40 56 8 52Z" fill="#7fbf7f" stroke="#2f6b3a" stroke-width="2"/><path d="M8 52 40 20" stroke="#2f6b3a" stroke-width="2"/></svg>`,
  'heart.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240" viewBox="0 0 300 240"><rect width="300" height="240" fill="#fff"/><path d="M150 225C60 170 20 120 30 70 40 25 110 15 150 65 190 15 260 25 270 70 280 120 240 170 150 225Z" fill="#f7d9d9" stroke="#8a3b3b" stroke-width="3"/><path d="M150 65V225M45 120H255" stroke="#8a3b3b" stroke-width="2"/><g font-family="sans-serif" font-size="12" text-anchor="middle" fill="#1f2328"><text x="75" y="72">left ventricle</text><text x="210" y="78">aorta</text><text x="204" y="150">artery</text><text x="60" y="208">vein</text></g></svg>`,
};
