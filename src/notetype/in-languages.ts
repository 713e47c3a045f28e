import { directionOf } from '../languages.ts';
import type { NotetypeField, NotetypeTemplate } from './notetype.ts';
import { parseTemplate, walk } from './template.ts';

/**
 * The template with the language and direction that the note type gives its fields, in an element around
 * each place where one is shown. Written here and not into the notes, Anki's editor and search see none of it.
 */
export function inLanguages<Template extends Pick<NotetypeTemplate, 'front' | 'back'>>(
  template: Template,
  fields: readonly NotetypeField[],
): Template {
  const attributes = new Map(
    fields.flatMap(({ name, lang, dir = directionOf(lang) }): [string, string][] =>
      lang === undefined && dir === undefined
        ? []
        : [[name, `${lang ? ` lang="${lang}"` : ''}${dir ? ` dir="${dir}"` : ''}`]],
    ),
  );
  if (attributes.size === 0) return template;
  const { front, back } = template;
  return { ...template, front: inSide(front, attributes), back: inSide(back, attributes) };
}

function inSide(text: string, attributes: ReadonlyMap<string, string>): string {
  const html = createReader();
  let result = '';
  let done = 0;
  for (const node of walk(parseTemplate(text).nodes)) {
    if (node.type === 'text') html.read(node.value);
    if (node.type !== 'field') continue;
    const said = attributes.get(node.name);
    const isSpoken = node.filters.some((filter) => filter.startsWith('tts'));
    if (said === undefined || isSpoken || !html.isShown()) continue;
    const tag = text.slice(node.start, node.end);
    const element = isAlone(text, node) && said.includes(' dir=') ? 'div' : 'span';
    result += `${text.slice(done, node.start)}<${element}${said}>${tag}</${element}>`;
    done = node.end;
  }
  return result + text.slice(done);
}

/** Whether the tag is all that stands in a block: there a direction is one of lines. */
function isAlone(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.slice(Math.max(0, start - longestTag), start);
  const [, name = ''] = /<(\w+)(?:\s[^<>]*)?>\s*$/u.exec(before) ?? [];
  return blocks.has(name.toLowerCase()) && /^\s*<\//u.test(text.slice(end, end + longestTag));
}

const longestTag = 300;

const blocks = new Set(
  'article aside blockquote dd div footer header li main nav section td th'.split(' '),
);

interface Reader {
  read: (text: string) => void;
  /** Whether what stands here is shown, and no part of a tag, a script or a sound. */
  isShown: () => boolean;
}

/** Reads HTML piece by piece, as far as to know where its tags begin and end. */
function createReader(): Reader {
  let inTag: string | undefined;
  let raw: string | undefined;
  let inSpeech = false;
  const step =
    /<(?<closes>\/?)(?<name>[A-Za-z][\w-]*)|(?<end>>)|(?<quote>["'])|\[(?<over>\/?)anki:tts/gu;
  let quote: string | undefined;
  return {
    isShown: () => inTag === undefined && raw === undefined && !inSpeech,
    read(text) {
      for (const { groups = {} } of text.matchAll(step)) {
        const { closes, name, end, quote: mark, over } = groups;
        if (inTag !== undefined) {
          if (mark !== undefined)
            quote = quote === undefined ? mark : quote === mark ? undefined : quote;
          else if (end !== undefined && quote === undefined) {
            raw = unread.has(inTag) ? inTag : raw;
            inTag = undefined;
          }
        } else if (raw !== undefined) {
          if (closes === '/' && name?.toLowerCase() === raw) {
            raw = undefined;
            inTag = '';
          }
        } else if (name !== undefined) inTag = closes === '/' ? '' : name.toLowerCase();
        else if (over !== undefined) inSpeech = over === '';
      }
    },
  };
}

/** Elements whose content is no HTML. */
const unread = new Set(['script', 'style', 'textarea', 'title', 'option', 'iframe']);
