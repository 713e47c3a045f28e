import { type CardNotetype, isEmptyField, specialFields } from './cards.ts';
import { clozeNumbers } from './cloze.ts';
import { applyFilters } from './filters.ts';
import type { ClozeView } from './render-cloze.ts';
import { extractSounds, type Sound } from './sounds.ts';
import { parseTemplate, type TemplateNode } from './template.ts';

/** What a card shows of its note. */
export interface CardNote {
  /** HTML, in the note type's order. */
  fields: readonly string[];
  tags: readonly string[];
  /** Full name of the card's deck. */
  deck: string;
  /** 0 for none. */
  flag?: number;
  cardId?: number;
}

/** Both sides of a card, and what each plays. */
export interface RenderedCard {
  question: string;
  answer: string;
  questionSounds: Sound[];
  answerSounds: Sound[];
  /** The front shows no field, or the note lacks the cloze number: Anki says so instead of a back. */
  blank?: true;
  /** What is wrong with a template; Anki shows an error instead of the card. */
  problem?: string;
}

/**
 * Both sides of a card as Anki renders them, without styling. `ord`: index of the template, or cloze
 * number minus 1. `[sound:…]` becomes `[anki:play:q:0]`, `{{type:F}}` becomes `[[type:F]]`: the app
 * puts a button and a text box there. Nothing in a field is ever taken for a template.
 */
export function renderCard(notetype: CardNotetype, note: CardNote, ord: number): RenderedCard {
  const template = notetype.templates[notetype.kind === 'cloze' ? 0 : ord];
  if (!template) return broken(`no template ${ord}`);
  const values = valuesOf(notetype, note, template.name, ord);
  const question = renderSide(template.front, { values, ord, question: true, frontSide: '' });
  if (question.problem !== undefined) return broken(`front: ${question.problem}`);
  const front = extractSounds(question.html, 'q');
  if (isBlank(notetype, note, parseTemplate(template.front).nodes, values, ord))
    return {
      question: front.html,
      answer: '',
      questionSounds: front.sounds,
      answerSounds: [],
      blank: true,
    };
  const view = { values, ord, question: false, frontSide: front.html };
  const answer = renderSide(template.back, view);
  if (answer.problem !== undefined) return broken(`back: ${answer.problem}`);
  const back = extractSounds(answer.html, 'a');
  return {
    question: front.html,
    answer: back.html,
    questionSounds: front.sounds,
    answerSounds: back.sounds,
  };
}

interface View {
  values: ReadonlyMap<string, string>;
  ord: number;
  question: boolean;
  frontSide: string;
}

type Side = { html: string; problem?: undefined } | { problem: string };

/** By name; a real field wins over a special one. */
function valuesOf(
  notetype: CardNotetype,
  note: CardNote,
  card: string,
  ord: number,
): ReadonlyMap<string, string> {
  const special: Record<string, string> = {
    Tags: note.tags.join(' '),
    Type: notetype.name,
    Deck: note.deck,
    Subdeck: note.deck.split('::').at(-1) ?? '',
    Card: card,
    CardFlag: `flag${note.flag ?? 0}`,
    CardID: String(note.cardId ?? 0),
  };
  const values = new Map([...specialFields].map((name) => [name, special[name] ?? '']));
  // For `{{#c2}}`; that `{{c2}}` shows a 1 is what Anki does with it.
  values.set(`c${ord + 1}`, '1');
  for (const [index, { name }] of notetype.fields.entries())
    values.set(name, note.fields[index] ?? '');
  return values;
}

function renderSide(text: string, view: View): Side {
  const { nodes, errors } = parseTemplate(text);
  const [error] = errors;
  if (error) return { problem: `${error.type} {{${error.name}}}` };
  return renderNodes(nodes, view);
}

function renderNodes(nodes: readonly TemplateNode[], view: View): Side {
  let html = '';
  for (const node of nodes) {
    const part = renderNode(node, view);
    if (part.problem !== undefined) return part;
    html += part.html;
  }
  return { html };
}

function renderNode(node: TemplateNode, view: View): Side {
  if (node.type === 'text' || node.type === 'comment') return { html: node.value };
  if (node.type === 'field') return renderField(node.name, node.filters, view);
  const filled = isFilled(node.name, view.values);
  if (filled === undefined) return { problem: `no field {{#${node.name}}}` };
  return filled === node.negated ? { html: '' } : renderNodes(node.children, view);
}

function renderField(name: string, filters: readonly string[], view: View): Side {
  if (name === 'FrontSide') return { html: view.frontSide };
  const value = view.values.get(name) ?? (name === '' && filters.length > 0 ? '' : undefined);
  if (value === undefined) return { problem: `no field {{${name}}}` };
  const cloze: ClozeView = { number: view.ord + 1, question: view.question };
  return { html: applyFilters(value, filters, name, cloze) };
}

/** Undefined for an unknown name; `c2` is known on every card, and filled on the second. */
function isFilled(name: string, values: View['values']): boolean | undefined {
  const value = values.get(name);
  if (value !== undefined) return !isEmptyField(value);
  return /^c\d+$/.test(name) ? false : undefined;
}

function isBlank(
  notetype: CardNotetype,
  note: CardNote,
  front: readonly TemplateNode[],
  values: View['values'],
  ord: number,
): boolean {
  if (notetype.kind === 'cloze')
    return !note.fields.some((field) => clozeNumbers(field).includes(ord + 1));
  return !showsField(front, values);
}

function showsField(nodes: readonly TemplateNode[], values: View['values']): boolean {
  return nodes.some((node) => {
    if (node.type === 'field') return isFilled(node.name, values) === true;
    if (node.type !== 'conditional') return false;
    return isFilled(node.name, values) !== node.negated && showsField(node.children, values);
  });
}

function broken(problem: string): RenderedCard {
  const text = `Template problem: ${problem}`.replace(
    /[&<>]/g,
    (char) => `&#${char.charCodeAt(0)};`,
  );
  return { question: text, answer: text, questionSounds: [], answerSounds: [], problem };
}
