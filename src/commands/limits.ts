import { DEFAULT_LIMITS, type PackageLimits } from '../inputs/index.ts';
import { didYouMean } from '../messages/index.ts';
import { surroundingsError } from '../surroundings.ts';

/** The limits that a flag such as `ratio=500,rows=1e7` sets. */
export function limitsOf(value: string | boolean | undefined): Partial<PackageLimits> {
  if (typeof value !== 'string') return {};
  const known = Object.keys(DEFAULT_LIMITS);
  const limits = value.split(',').map((part) => {
    const [name = '', number = ''] = part.split('=', 2);
    if (!known.includes(name)) {
      const meant = didYouMean(name, known);
      throw surroundingsError(
        `--limits ${part}: expected one of ${known.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`,
      );
    }
    if (!/^\d+(?:\.\d+)?(?:e\d{1,2})?$/u.test(number))
      throw surroundingsError(`--limits ${part}: expected a number, such as ${name}=1e6.`);
    return [name, Number(number)];
  });
  return Object.fromEntries(limits);
}
