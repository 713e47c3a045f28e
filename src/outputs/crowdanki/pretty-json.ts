/** JSON as CrowdAnki lays it out, four spaces and keys in order, so that a repository of it shows only what changed. */
export function prettyJson(value: unknown, indent = ''): string {
  const deeper = `${indent}    `;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((one) => prettyJson(one, deeper))
    : Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => `${JSON.stringify(key)}: ${prettyJson(one, deeper)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${deeper}${lines.join(`,\n${deeper}`)}\n${indent}${close}`;
}
