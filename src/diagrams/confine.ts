/** Elements of a list, and characters of a text, that no picture on a card comes near. */
const longestList = 1e6;
const longestText = 4e6;

/**
 * Runs `work` while no text can become code, neither by `Function` nor by `eval`, and while no list or text
 * can grow beyond use: V8 ends the whole program, not only this thread, when one of them alone is too large
 * for the memory. Vega interprets its expressions; should anything in it still compile one, this fails
 * instead of running a deck's text. Only for a thread that does nothing but draw.
 */
export async function confined<Result>(work: () => Promise<Result>): Promise<Result> {
  const { Function: compile, Array: list } = globalThis;
  const replaced: [holder: object, name: string, value: unknown][] = [
    [globalThis, 'Function', shut(compile)],
    [compile.prototype, 'constructor', shut(compile)],
    [globalThis, 'eval', refuse],
    [globalThis, 'Array', sized(list)],
    [list.prototype, 'push', push],
    [list.prototype, 'join', measured(list.prototype.join)],
    ...['replace', 'replaceAll', 'repeat', 'concat', 'padStart', 'padEnd'].map(
      (name): [object, string, unknown] => [
        String.prototype,
        name,
        measured(Reflect.get(String.prototype, name)),
      ],
    ),
  ];
  const before = replaced.map(([holder, name]) => Reflect.get(holder, name));
  for (const [holder, name, value] of replaced) Reflect.set(holder, name, value);
  try {
    return await work();
  } finally {
    for (const [index, [holder, name]] of replaced.entries())
      Reflect.set(holder, name, before[index]);
  }
}

/** A constructor that makes nothing; `instanceof` and its prototype go on working. */
function shut(compile: FunctionConstructor): FunctionConstructor {
  return new Proxy(compile, { apply: refuse, construct: refuse });
}

function refuse(): never {
  throw new Error('No text of a deck is run as code');
}

function sized(list: ArrayConstructor): unknown {
  const make = (_: unknown, given: unknown[]): unknown[] => {
    const [length] = given;
    if (given.length === 1 && typeof length === 'number') bound(length, longestList);
    return Reflect.construct(list, given);
  };
  return new Proxy(list, {
    apply: (_, __, given) => make(_, given),
    construct: make,
  });
}

const { push: pushOwn } = Array.prototype;

function push(this: unknown[], ...added: unknown[]): number {
  bound(this.length, longestList);
  return pushOwn.apply(this, added);
}

/** The same method, of a result that is not too long. */
function measured<Rest extends unknown[]>(
  method: (this: unknown, ...rest: Rest) => string,
): (this: unknown, ...rest: Rest) => string {
  return function (this: unknown, ...rest: Rest): string {
    const result = method.apply(this, rest);
    bound(result.length, longestText);
    return result;
  };
}

function bound(length: number, limit: number): void {
  if (length > limit) throw new RangeError(`More than ${limit} of one kind`);
}
