import type { Message } from '../messages/index.ts';

/** A fence that becomes a picture. */
export interface DiagramSource {
  kind: 'vega-lite' | 'dot';
  text: string;
  /** The fence's info string after the language: `title="Sigmoid" desc="…" width=320`. */
  meta: string;
  /** Text of a data file by its path relative to the deck file, if there is one. */
  readData: (url: string) => string | undefined;
}

/** What is wrong with a fence. Places are in its text, counted from 1 (offset: 0); none means the fence itself. */
export interface DiagramProblem extends Message {
  line?: number;
  column?: number;
  offset?: number;
}

export interface DrawnDiagram {
  /** Made for where it should stand: within the field's HTML, or as a file of its own. */
  svg: string;
  title: string;
  description?: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** Whether it is small enough to stand in the field; else it is to be a media file. */
  inline: boolean;
}

export type Drawing = DrawnDiagram | { problem: DiagramProblem };

/** What is said about the picture beside the text that draws it. */
export interface Caption {
  title: string;
  description?: string;
  /** CSS pixels of the whole picture, when the author wants another width than it has by itself. */
  width?: number;
}

/** What the worker draws: plain data, without anything to be loaded. */
export type Order = { id: string; caption: Caption } & (
  | { kind: 'vega-lite'; spec: Record<string, unknown> }
  | { kind: 'dot'; text: string }
);

/** What went wrong with an order, placed by a path into the spec, or by line and column of the text. */
export interface Trouble {
  reason: string;
  note: string;
  path?: (string | number)[];
  part?: 'key' | 'value';
  line?: number;
  column?: number;
}

export type Answer =
  | Pick<DrawnDiagram, 'svg' | 'width' | 'height' | 'inline'>
  | { trouble: Trouble };
