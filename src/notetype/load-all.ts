import { VFile } from 'vfile';
import * as z from 'zod';
import {
  type Message,
  messages,
  type PlacedYaml,
  parsePlacedYaml,
  report,
} from '../messages/index.ts';
import type { NotetypeInput } from './input.ts';
import { loadNotetype } from './load.ts';
import type { Notetype } from './notetype.ts';

/**
 * All note types by key. A later input of the same key replaces an earlier one (a user's own `basic`
 * wins over the built-in one, and may extend it). What has an error is left out, with messages.
 */
export function loadNotetypes(
  inputs: readonly NotetypeInput[],
  styles: ReadonlyMap<string, string>,
): Map<string, Notetype> {
  const winners = new Map(inputs.map((input) => [input.key, input]));
  const loaded = new Map<NotetypeInput, Notetype | undefined>();
  const result = new Map<string, Notetype>();
  for (const [key, input] of winners) {
    const notetype = load(input, { inputs, winners, styles, loaded }, []);
    if (notetype) result.set(key, notetype);
  }
  for (const [key, input] of winners) if (clashes(result, input)) result.delete(key);
  return result;
}

interface State {
  inputs: readonly NotetypeInput[];
  winners: ReadonlyMap<string, NotetypeInput>;
  styles: ReadonlyMap<string, string>;
  loaded: Map<NotetypeInput, Notetype | undefined>;
}

function load(
  input: NotetypeInput,
  state: State,
  above: readonly NotetypeInput[],
): Notetype | undefined {
  if (state.loaded.has(input)) return state.loaded.get(input);
  const notetype = loadUnseen(input, state, above);
  state.loaded.set(input, notetype);
  return notetype;
}

function loadUnseen(
  input: NotetypeInput,
  state: State,
  above: readonly NotetypeInput[],
): Notetype | undefined {
  const { styles } = state;
  const wanted = peek(input)?.value.extends;
  const known = [...state.winners.keys()].filter((key) => key !== input.key);
  const parent = wanted === undefined ? undefined : baseOf(input, wanted, state);
  if (!parent) return loadNotetype({ ...input, styles, known });
  if (parent === input || above.includes(parent)) {
    const keys = [...above, input, parent].map(({ key }) => key);
    sayAt(input, 'extends', messages.circularBaseType(keys.slice(keys.indexOf(parent.key))));
    return undefined;
  }
  const base = load(parent, state, [...above, input]);
  // The messages on the base say why; a second one here would not help.
  return base && loadNotetype({ ...input, styles, known, base });
}

function baseOf(input: NotetypeInput, key: string, state: State): NotetypeInput | undefined {
  if (key !== input.key) return state.winners.get(key);
  return state.inputs.find((other) => other.key === key && other !== input) ?? input;
}

/** Anki tells note types apart by id, and their names apart ignoring case. */
function clashes(notetypes: ReadonlyMap<string, Notetype>, input: NotetypeInput): boolean {
  const own = notetypes.get(input.key);
  if (!own) return false;
  for (const other of notetypes.values()) {
    // The first of the two stays.
    if (other === own) return false;
    if (other.name.toLowerCase() === own.name.toLowerCase()) {
      sayAt(input, 'name', messages.repeatedNotetypeName('note type', own.name));
      return true;
    }
    if (own.id !== undefined && other.id === own.id) {
      sayAt(input, 'id', messages.repeatedNotetypeId(String(own.id)));
      return true;
    }
  }
  return false;
}

const peekSchema = z.looseObject({ extends: z.string().optional().catch(undefined) });

function sayAt(input: NotetypeInput, key: string, message: Message): void {
  const file = yamlOf(input);
  if (file) report(file, peek(input)?.place([key]), message);
}

/** What must be known before a type is loaded. Its messages are lost: loading gives them again. */
function peek(input: NotetypeInput): PlacedYaml<z.output<typeof peekSchema>> | undefined {
  const file = yamlOf(input);
  return file && parsePlacedYaml(new VFile(), String(file.value), peekSchema);
}

function yamlOf({ files }: NotetypeInput): VFile | undefined {
  return files.find(({ path }) => path === 'notetype.yaml')?.file;
}
