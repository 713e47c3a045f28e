/**
 * Makes a worker's own globals the same on every machine: dates are in UTC, the clock stands still and
 * random numbers repeat. Only for a thread that does nothing but draw.
 */
export function settleRealm(): { restart: () => void } {
  const state = { seed: firstSeed };
  // A linear congruential generator with the numbers of Numerical Recipes.
  Math.random = () => {
    state.seed = (Math.imul(state.seed, 1664525) + 1013904223) >>> 0;
    return state.seed / 2 ** 32;
  };
  liveInUtc();
  return {
    restart: () => {
      state.seed = firstSeed;
    },
  };
}

const firstSeed = 20_240_229;
/** 2024-01-01, for whoever asks what time it is. */
const now = 1_704_067_200_000;
const parts = 'FullYear Month Date Day Hours Minutes Seconds Milliseconds'.split(' ');

function liveInUtc(): void {
  const Local = globalThis.Date;
  const own: object = Local.prototype;
  for (const part of parts) {
    for (const verb of ['get', 'set'])
      Reflect.set(own, `${verb}${part}`, Reflect.get(own, `${verb}UTC${part}`));
  }
  Local.prototype.getTimezoneOffset = () => 0;
  const parse = (text: string): number => Local.parse(withZone(text));
  const construct = (target: DateConstructor, given: unknown[]): Date => {
    const [first] = given;
    if (given.length === 0) return new target(now);
    if (given.length > 1) return new target(Local.UTC(...(given as [number, number])));
    return new target(typeof first === 'string' ? parse(first) : (first as number));
  };
  globalThis.Date = new Proxy(Local, {
    construct,
    apply: () => new Local(now).toUTCString(),
    get: (target, key) =>
      key === 'now' ? () => now : key === 'parse' ? parse : Reflect.get(target, key),
  });
}

/** A time without a zone is local time to JavaScript; here it is UTC. */
function withZone(text: string): string {
  if (/(?:z|utc|gmt|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$/iu.test(text) && /\d:\d|z$|utc|gmt/iu.test(text))
    return text;
  if (/^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$/u.test(text)) return text;
  return /^\s*\d{4}-\d\d-\d\dT/u.test(text) ? `${text.trim()}Z` : `${text} UTC`;
}
