/** An affine map as SVG writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** Leaves all where it is. */
export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that does `inner` first, then `outer`. */
export function combined(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * t + c * u + e,
    b * t + d * u + f,
  ];
}

/** Where a point comes to lie. */
export function moved([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The map of a `transform` attribute; functions other than translate, scale, rotate and matrix are passed over. */
export function readTransform(text: string): Matrix {
  let result = identity;
  for (const [, name = '', list = ''] of text.matchAll(/([a-z]+)\s{0,9}\(([^()]{0,400})\)/giu)) {
    const numbers = list
      .split(/[\s,]+/u)
      .filter(Boolean)
      .map(Number);
    const next = numbers.every(Number.isFinite) ? matrixOf(name.toLowerCase(), numbers) : undefined;
    if (next) result = combined(result, next);
  }
  return result;
}

function matrixOf(name: string, numbers: number[]): Matrix | undefined {
  const [x = 0, y] = numbers;
  if (name === 'translate') return [1, 0, 0, 1, x, y ?? 0];
  if (name === 'scale') return [x, 0, 0, y ?? x, 0, 0];
  if (name === 'matrix' && numbers.length === 6) return numbers as Matrix;
  if (name !== 'rotate') return undefined;
  const [, aroundX = 0, aroundY = 0] = numbers;
  const [sin, cos] = [Math.sin((x * Math.PI) / 180), Math.cos((x * Math.PI) / 180)];
  const turn = combined([1, 0, 0, 1, aroundX, aroundY], [cos, sin, -sin, cos, 0, 0]);
  return combined(turn, [1, 0, 0, 1, -aroundX, -aroundY]);
}
