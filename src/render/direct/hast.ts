import type { Element, ElementContent, Properties } from 'hast';
import { mediaKind } from '../../media.ts';
import { soundMark } from '../marks.ts';
import { attribute, escaped, textHtml } from './escape.ts';
import { leave, type Page } from './page.ts';

/** What the makers of single nodes gave, as the pipeline would write it. */
export function hastHtml(node: ElementContent, page: Page, within = ''): string {
  if (node.type === 'text') return within === 'pre' ? escaped(node.value) : textHtml(node.value);
  if (node.type !== 'element') return leave(page);
  if (node.tagName === 'img') return pictureHtml(node, page);
  const { tagName, properties, children } = node;
  const place = tagName === 'pre' ? 'pre' : within;
  let content = '';
  for (const child of children) content += hastHtml(child, page, place);
  return `<${tagName}${attributesHtml(properties, page)}>${content}</${tagName}>`;
}

/** A picture under the name that its file has in Anki; a sound or a film is played. */
function pictureHtml({ properties }: Element, page: Page): string {
  const { src, ...others } = properties;
  if (typeof src !== 'string' || src.includes(':')) return leave(page);
  const name = page.nameOf(src);
  if (name !== undefined && /^(?:sound|film)$/u.test(mediaKind(name)))
    return escaped(soundMark(name));
  const shown = name ?? (page.trusted ? src : undefined);
  return `<img${attribute('src', shown)}${attributesHtml(others, page)}>`;
}

const plain = new Set(['alt', 'title', 'width', 'height']);

function attributesHtml(properties: Properties, page: Page): string {
  let html = '';
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'className' && Array.isArray(value)) html += attribute('class', value.join(' '));
    else if (plain.has(name) && typeof value === 'string') html += attribute(name, value);
    else if (value !== undefined && value !== null) leave(page);
  }
  return html;
}
