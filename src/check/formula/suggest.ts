/** The known name that differs from `name` by one slip: two letters swapped, one wrong, missing or too many. */
export function suggest(name: string, isKnown: (name: string) => boolean): string | undefined {
  // Of names this short nearly every slip is another command.
  if (name.length < 3 || name.length > 40) return undefined;
  for (const candidate of candidates(name))
    if (candidate !== name && isKnown(candidate)) return candidate;
  return undefined;
}

function* candidates(name: string): Generator<string> {
  yield name.toLowerCase();
  yield name.charAt(0).toUpperCase() + name.slice(1);
  const cuts = Array.from(
    { length: name.length + 1 },
    (_, at) => [name.slice(0, at), name.slice(at)] as const,
  );
  for (const [before, after] of cuts) {
    if (after.length > 1) yield `${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`;
  }
  for (const [before, after] of cuts) if (after) yield before + after.slice(1);
  for (const letter of letters) for (const [before, after] of cuts) yield before + letter + after;
  for (const letter of letters)
    for (const [before, after] of cuts) if (after) yield before + letter + after.slice(1);
}

const letters = 'abcdefghijklmnopqrstuvwxyz*';
