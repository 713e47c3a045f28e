/** Trouble with the surroundings (no such folder, no permission, a full disk): told without a stack. */
export interface SurroundingsError extends Error {
  surroundings: true;
}

/** Makes an error that the command line prints as a sentence and ends with exit code 2. */
export function surroundingsError(message: string, cause?: unknown): SurroundingsError {
  return Object.assign(new Error(message, { cause }), { surroundings: true as const });
}

export function isSurroundingsError(error: unknown): error is SurroundingsError {
  return error instanceof Error && 'surroundings' in error;
}
