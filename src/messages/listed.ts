/** `a`, `b` or `c`: for the names that are allowed at a place. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  if (last === undefined) return 'no key';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
