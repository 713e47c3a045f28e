import { type SurroundingsError, surroundingsError } from '../../surroundings.ts';
import type { PackageLimits } from '../limits.ts';

/** The package is not what its format asks for: cut, changed on its way, or made so. `what`: a clause. */
export function damaged(what: string, cause?: unknown): SurroundingsError {
  return surroundingsError(
    `The package cannot be read: ${what}. Download it again, or export it from Anki once more.`,
    cause,
  );
}

/** The package is of a kind that is not read. `what`: a clause. */
export function unsupported(what: string): SurroundingsError {
  return surroundingsError(
    `The package cannot be read: ${what}. Export it from Anki with "Support older Anki versions".`,
  );
}

/** The package holds more than is allowed. `what`: a clause. */
export function tooLarge(what: string, limit: keyof PackageLimits): SurroundingsError {
  return surroundingsError(
    `The package is larger than allowed: ${what}. If you trust it, raise the limit \`${limit}\`.`,
  );
}
