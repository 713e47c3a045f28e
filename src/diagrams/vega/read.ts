import { VFile } from 'vfile';
import * as z from 'zod';
import { type Message, messages, parsePlacedYaml } from '../../messages/index.ts';
import type { DiagramProblem, DiagramSource } from '../source.ts';
import { loadData } from './data.ts';

export type Spec = Record<string, unknown>;
export type Path = (string | number)[];

export interface ReadSpec {
  /** Data files stand in it as text. */
  spec: Spec;
  /** Puts a message at the value of a path, or at its key. */
  at: (message: Message, path: Path, part?: 'key' | 'value') => DiagramProblem;
}

const deepest = 60;

/** Reads a spec, JSON or YAML, and the data files that it names; nothing else is ever loaded. */
export function readSpec(source: DiagramSource): ReadSpec | { problem: DiagramProblem } {
  const file = new VFile({ value: source.text });
  const placed = parsePlacedYaml(file, source.text, z.record(z.string(), z.unknown()));
  if (!placed) return { problem: fromFile(file) };
  const spec: Spec = structuredClone(placed.value);
  const at: ReadSpec['at'] = (message, path, part = 'value') => {
    const { start } = placed.place(path, part);
    const offset = start.offset === undefined ? {} : { offset: start.offset };
    return { ...message, line: start.line, column: start.column, ...offset };
  };
  const wrong = resolveData(spec, source.readData);
  return wrong ? { problem: at(wrong.message, wrong.path) } : { spec, at };
}

function fromFile(file: VFile): DiagramProblem {
  const [first] = file.messages;
  return {
    ...messages.diagramInvalid({
      reason: first?.reason ?? 'Unexpected text, expected a Vega-Lite spec',
      note: first?.note ?? 'Write the spec as JSON or YAML.',
    }),
    line: first?.line ?? 1,
    column: first?.column ?? 1,
  };
}

interface Wrong {
  message: Message;
  path: Path;
}

/** Puts the text of each data file where its address stood; says what cannot be had, or is not to be drawn. */
function resolveData(spec: Spec, readData: DiagramSource['readData']): Wrong | undefined {
  return visit(spec, [], (value, path) => {
    const key = path.at(-1);
    const isFile = typeof value.url === 'string';
    const message = key === 'data' ? loadData(value, readData) : undefined;
    if (message) return { message, path: [...path, isFile ? 'url' : 'values'] };
    if (isLoaded(value)) return { message: imageMessage, path: [...path, 'mark'] };
    return undefined;
  });
}

/** The first thing that `check` finds, from the outside inwards. Rows of data are data, whatever their keys. */
function visit(
  value: unknown,
  path: Path,
  check: (value: Record<string, unknown>, path: Path) => Wrong | undefined,
): Wrong | undefined {
  if (typeof value !== 'object' || value === null || path.length > deepest) return undefined;
  if (!Array.isArray(value)) {
    const wrong = check(value as Record<string, unknown>, path);
    if (wrong) return wrong;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'values' && path.at(-1) === 'data') continue;
    const step = Array.isArray(value) ? Number(key) : key;
    const wrong = visit(inner, [...path, step], check);
    if (wrong) return wrong;
  }
  return undefined;
}

function isLoaded(value: Record<string, unknown>): boolean {
  const { mark } = value;
  const type = typeof mark === 'object' && mark !== null && 'type' in mark ? mark.type : mark;
  return type === 'image';
}

const imageMessage = messages.diagramInvalid({
  reason: 'Unexpected mark `image`, expected marks that are drawn',
  note: 'A diagram loads no images; put the image into the note itself.',
});
