import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import { didYouMean, type Message, messages, report } from '../messages/index.ts';
import { specialFields } from './cards.ts';
import { checkSpeech } from './check-speech.ts';
import { filterNames, isFilter } from './filters.ts';
import type { Notetype, NotetypeTemplate } from './notetype.ts';
import {
  type ConditionalNode,
  type FieldNode,
  fieldsOf,
  parseTemplate,
  type Template,
  type TemplateError,
  walk,
} from './template.ts';

/** A template with the files its sides came from (none for an inherited side). */
export interface TemplateFile {
  template: NotetypeTemplate;
  files: Record<Side, VFile | undefined>;
}

type Side = 'front' | 'back' | 'browserFront' | 'browserBack';

/**
 * What Anki refuses to save, or shows as an error (anki-format, 8; tried): reported at its place in
 * the template's file, or on notetype.yaml for an inherited side. `fields`: their place there.
 */
export function checkTemplates(
  notetype: Notetype,
  templates: readonly TemplateFile[],
  yaml: VFile,
  fields?: Position,
): void {
  checkInherited(notetype, templates, yaml, fields);
  const fronts = new Map<string, string>();
  // Learners have a type that was taken over as it is: its author may mend it, and need not at once.
  const tell: typeof report =
    notetype.origin === 'anki'
      ? (file, place, message) => report(file, place, { ...message, severity: 'warning' })
      : report;
  if (notetype.kind === 'cloze' && templates.length > 1)
    tell(yaml, undefined, messages.templateManyCloze(templates.length));
  for (const { template, files } of templates) {
    for (const side of sides) {
      const text = template[side];
      const isOptional = side === 'browserFront' || side === 'browserBack';
      if (text !== '' || !isOptional)
        checkSide(notetype, template, side, text, sayFor(files[side], yaml, text, tell));
    }
    const front = files.front ?? yaml;
    const twin = fronts.get(template.front);
    if (twin !== undefined) tell(front, undefined, messages.templateSameFront(template.name, twin));
    else fronts.set(template.front, template.name);
  }
}

const sides: Side[] = ['front', 'back', 'browserFront', 'browserBack'];
const words: Record<Side, string> = {
  front: 'front',
  back: 'back',
  browserFront: 'front in the browser',
  browserBack: 'back in the browser',
};

/** Offsets into the side, or none for the whole of it. */
type Say = (message: Message, start?: number, end?: number) => void;

function checkSide(
  notetype: Notetype,
  template: NotetypeTemplate,
  side: Side,
  text: string,
  say: Say,
): void {
  const where = `${words[side]} of \`${template.name}\``;
  const parsed = parseTemplate(text);
  checkNames(notetype, parsed, where, say);
  for (const error of parsed.errors) {
    const message = errorMessage(error, where);
    say(message, error.start, error.end);
  }
  checkFilters(parsed, where, say);
  checkSpeech(text, parsed, where, say);
  checkCloze(notetype, parsed, side, say);
  // `FrontSide` is nothing on a front; an unknown field has its own message.
  if (side === 'front' && ![...fieldsOf(parsed.nodes)].some(({ name }) => name !== 'FrontSide'))
    say(messages.templateWithoutField(template.name));
}

/** The fields that sides from another type show and this one lacks are all one mistake. */
function checkInherited(
  notetype: Notetype,
  templates: readonly TemplateFile[],
  yaml: VFile,
  place: Position | undefined,
): void {
  const missing = new Set<string>();
  const sidesOf: string[] = [];
  for (const { template, files } of templates)
    for (const side of sides) {
      if (files[side] !== undefined) continue;
      const before = missing.size;
      for (const { name } of unknownIn(notetype, parseTemplate(template[side]))) missing.add(name);
      if (missing.size > before) sidesOf.push(`the ${words[side]} of \`${template.name}\``);
    }
  if (missing.size > 0) report(yaml, place, messages.templateInheritedField([...missing], sidesOf));
}

function errorMessage({ type, name, expected }: TemplateError, where: string): Message {
  if (type === 'unclosed') return messages.templateUnclosed(`{{/${name}}}`, where);
  if (type === 'too-deep') return messages.templateTooDeep(name, where);
  return messages.templateUnexpectedClose(name, where, expected);
}

function checkNames(notetype: Notetype, template: Template, where: string, say: Say): void {
  const names = notetype.fields.map(({ name }) => name);
  const known = [...names, ...specialFields];
  for (const { name, start, end } of unknownIn(notetype, template))
    say(
      messages.templateUnknownField(name, where, names, didYouMean(name.trim(), known)),
      start,
      end,
    );
}

function* unknownIn(
  notetype: Notetype,
  { nodes }: Template,
): Generator<FieldNode | ConditionalNode> {
  const known = new Set([...notetype.fields.map(({ name }) => name), ...specialFields]);
  for (const node of walk(nodes)) {
    if (node.type !== 'field' && node.type !== 'conditional') continue;
    const isConditional = node.type === 'conditional';
    if (known.has(node.name)) continue;
    if (isConditional ? /^c\d+$/.test(node.name) : node.name === 'FrontSide') continue;
    // `{{tts-voices:}}` shows what the device can speak, and needs no field.
    if (!isConditional && node.name === '' && node.filters.length > 0) continue;
    yield node;
  }
}

/** Add-ons bring filters of their own; what is nearly one of Anki's is a slip. */
function checkFilters({ nodes }: Template, where: string, say: Say): void {
  for (const { filters, start, end } of fieldsOf(nodes))
    for (const filter of filters) {
      const [word = ''] = filter.split(' ');
      const meant = isFilter(filter) ? undefined : didYouMean(word, filterNames);
      if (meant !== undefined)
        say(messages.templateUnknownFilter(filter, where, meant), start, end);
    }
}

function checkCloze(notetype: Notetype, { nodes }: Template, side: Side, say: Say): void {
  if (side !== 'front' && side !== 'back') return;
  const clozes = [...fieldsOf(nodes)].filter(({ filters }) => filters.includes('cloze'));
  if (notetype.kind === 'normal')
    for (const { name, start, end } of clozes)
      say(messages.templateStrayCloze(name, words[side]), start, end);
  else if (clozes.length === 0)
    say(messages.templateWithoutCloze(words[side], notetype.fields[0]?.name ?? 'Text'));
}

/** On the side's own file, or for an inherited side on notetype.yaml. */
function sayFor(file: VFile | undefined, yaml: VFile, text: string, tell: typeof report): Say {
  if (file) return sayIn(file, text, tell);
  return (message) => {
    // All unknown fields of inherited sides have a message of their own.
    if (message.id !== messages.templateUnknownField.id) tell(yaml, undefined, message);
  };
}

/** Nobody reads more of them about one file, and each counts its lines. */
const mostMessages = 50;

function sayIn(file: VFile, text: string, tell: typeof report): Say {
  return (message, start, end) => {
    if (file.messages.length >= mostMessages) return;
    const place: Position | undefined =
      start === undefined
        ? undefined
        : { start: pointAt(text, start), end: pointAt(text, end ?? start) };
    tell(file, place, message);
  };
}

function pointAt(text: string, offset: number): Point {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n'), offset };
}
