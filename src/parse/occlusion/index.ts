import type { Image, ListItem, RootContent } from 'mdast';
import type { Position } from 'unist';
import type { Attributes } from '../../attributes.ts';
import { mediaPath } from '../../media.ts';
import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import type { MediaFile } from '../../project.ts';
import { type Cloze, descend, type Field, type Note, plainText, type Shapes } from '../../tree.ts';
import type { FileContext } from '../context.ts';
import { readShape, rectangle } from './shape.ts';
import { svgLabels } from './svg-labels.ts';

/** What the heading of an occlusion note may say besides. */
export const occlusionKeys = ['hide', 'occlude'];

/**
 * Replaces the list of shapes by the shapes, each the deletion of its group or of its own; with
 * `occlude=labels`, those of the drawing's texts come first.
 */
export function placeShapes(
  note: Note,
  notetype: Notetype,
  attributes: Attributes | undefined,
  context: FileContext,
): void {
  const { file } = context;
  const [hide, occlude] = occlusionKeys.map((key) => attributes?.values.get(key)?.value);
  if (hide !== undefined && hide !== 'all' && hide !== 'one')
    report(file, note.head, messages.occlusionSetting('hide', hide, '`hide=all` or `hide=one`'));
  if (occlude !== undefined && occlude !== 'labels')
    report(file, note.head, messages.occlusionSetting('occlude', occlude, '`occlude=labels`'));
  const name = notetype.fields.find(({ tag }) => tag === 0)?.name ?? 'Occlusion';
  const written = note.children.find((field) => field.name === name)?.children ?? [];
  // Shapes that came from Anki, and that a list cannot say.
  if (written[0]?.type === 'verbatim') return;
  const image = imageOf(note, notetype, context);
  if (!image) return;
  const before = file.messages.length;
  const run: Run = { cover: hide === 'one' ? '' : ':oi=1', groups: new Map(), clozes: [] };
  if (occlude === 'labels') addLabels(image, run, note, context);
  for (const node of written) addLines(node, image, run, context);
  if (run.clozes.length > 0) note.children = withShapes(note, name, run.clozes);
  else if (image.known && file.messages.length === before)
    report(file, note.head, messages.occlusionMissing());
}

interface Run {
  /** Says that the other shapes are hidden as well. */
  cover: string;
  /** Which deletion a group is. */
  groups: Map<string, number>;
  clozes: Cloze[];
}

type Picture = { file: MediaFile | undefined; known: boolean };

/** The picture to hide parts of; nothing, and a message, if there is not exactly one. */
function imageOf(note: Note, notetype: Notetype, context: FileContext): Picture | undefined {
  const name = notetype.fields.find(({ tag }) => tag === 1)?.name ?? 'Image';
  const field = note.children.find((one) => one.name === name);
  const images = field ? descend(field).filter(({ type }) => type.startsWith('image')) : [];
  const [image] = images;
  if (!image || images.length > 1) {
    report(context.file, images[1] ?? note.head, messages.occlusionImage(images.length));
    return undefined;
  }
  const { media, options } = context.project;
  const { url } = image as Image;
  const path = url === undefined ? undefined : mediaPath(url, context.path, options.decks);
  const file = path === undefined ? undefined : media.get(path);
  return { file, known: image.type !== 'image' || file !== undefined };
}

/** Anki gives a card to 499 numbers. */
const mostShapes = 499;

function addLabels({ file }: Picture, run: Run, note: Note, context: FileContext): void {
  const svg = file && /\.svg$/iu.test(file.path) ? context.project.data.get(file.path) : undefined;
  // A file that is not there has a message of its own.
  if (!file) return;
  const labels = svg === undefined ? [] : svgLabels(svg);
  if (labels.length === 0 || labels.length > mostShapes) {
    report(context.file, note.head, messages.occlusionLabels(file.path, labels.length));
    return;
  }
  for (const { text, left, top, width, height } of labels)
    addShape(run, { shape: rectangle(left, top, width, height), label: text });
}

function addLines(node: RootContent, picture: Picture, run: Run, context: FileContext): void {
  if (node.type !== 'list') {
    report(context.file, node, messages.occlusionShape(plainText(node), 'a list of shapes'));
    return;
  }
  for (const line of node.children) addLine(line, picture, run, context);
}

function addLine(line: ListItem, picture: Picture, run: Run, { file }: FileContext): void {
  const { width, height } = picture.file ?? {};
  const size = width !== undefined && height !== undefined ? { width, height } : undefined;
  const shape = readShape(plainText(line), size);
  if (!('reason' in shape)) addShape(run, shape, line.position);
  else if (picture.known || shape.id !== messages.occlusionPixels.id) report(file, line, shape);
}

function addShape(
  { cover, groups, clozes }: Run,
  { shape, label, group }: { shape: string; label: string; group?: string },
  position?: Position,
): void {
  const deletion = (group === undefined ? undefined : groups.get(group)) ?? clozes.length;
  if (group !== undefined) groups.set(group, deletion);
  clozes.push({
    type: 'cloze',
    numbers: [],
    deletion,
    children: [{ type: 'shape', value: label || shape, shape: `${shape}${cover}` }],
    ...(position && { position }),
  });
}

function withShapes(note: Note, name: string, clozes: Cloze[]): Field[] {
  const shapes: Shapes = { type: 'shapes', children: clozes };
  const others = note.children.filter((field) => field.name !== name);
  return [{ type: 'field', name, children: [shapes] }, ...others];
}
