import { withSpacedReadings } from '../readings.ts';

/** Running text as `hast-util-to-html` writes it. */
export function textHtml(value: string): string {
  return escaped(withSpacedReadings(value));
}

/** Text whose lines are as they are written. */
export function escaped(value: string): string {
  return value.replace(/[<&]/g, (character) => (character === '<' ? '&lt;' : '&amp;'));
}

/** An attribute, with the space before it; nothing where there is no value. */
export function attribute(name: string, value: string | number | null | undefined): string {
  if (value === undefined || value === null) return '';
  return ` ${name}="${String(value).replace(/["&'`\0]/g, (character) => references[character] ?? '')}"`;
}

const references: Record<string, string> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#x27;',
  '`': '&#x60;',
  '\0': '&#x0;',
};
