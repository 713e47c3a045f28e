import { type Message, messages } from '../messages/index.ts';
import { type Template, walk } from './template.ts';

/** Offsets into the side. */
type Say = (message: Message, start: number, end: number) => void;

/**
 * Says what is wrong with the text to speech of a side, `{{tts en_US voices=A,B speed=0.8:Field}}` or
 * `[anki:tts lang=en_US]…[/anki:tts]`. Anki stays silent, or shows the tag to learners (tried).
 */
export function checkSpeech(text: string, { nodes }: Template, where: string, say: Say): void {
  for (const node of walk(nodes)) {
    if (node.type === 'field')
      for (const filter of node.filters) {
        if (!/^tts(?: |$)/u.test(filter)) continue;
        const [, language = '', ...options] = filter.split(' ');
        for (const message of mistakesIn(language, options, where))
          say(message, node.start, node.end);
      }
    if (node.type === 'text') checkDirectives(node.value, node.start, where, say);
  }
  const last = text.lastIndexOf('[anki:tts');
  if (last > text.lastIndexOf(directiveEnd))
    say(messages.templateUnclosed(directiveEnd, where), last, last + '[anki:tts'.length);
}

const directiveEnd = '[/anki:tts]';

function checkDirectives(text: string, offset: number, where: string, say: Say): void {
  for (const { 0: whole, 1: inside = '', index } of text.matchAll(
    /\[anki:tts([^\][{}]{0,500})\]/gu,
  )) {
    const words = inside.split(/\s+/u).filter(Boolean);
    const language = words.find((word) => word.startsWith('lang=')) ?? '';
    const options = words.filter((word) => word !== language);
    for (const message of mistakesIn(language.slice('lang='.length), options, where))
      say(message, offset + index, offset + index + whole.length);
  }
}

function mistakesIn(language: string, options: string[], where: string): Message[] {
  const isLanguage = /^[a-z]{2,3}_\w/u.test(language) && language === (spelt(language) ?? language);
  // What has an `=` is an option; the language is what is missing.
  const said = language.includes('=') ? '' : language;
  const others = language.includes('=') ? [language, ...options] : options;
  const given = others.filter((option) => said !== '' || option.includes('='));
  return [
    ...(isLanguage ? [] : [messages.templateTtsLanguage(said, where, spelt(said))]),
    ...given.flatMap((option) =>
      isOption(option) ? [] : messages.templateTtsOption(option, where),
    ),
  ];
}

function isOption(option: string): boolean {
  const [key, value = ''] = option.split('=');
  if (key === 'voices') return value !== '' && value.split(',').every((voice) => voice !== '');
  // A double space between options does no harm.
  return option === '' || (key === 'speed' && Number(value) > 0 && Number(value) <= 10);
}

/** As devices name their voices: `es_ES` for `es-ES`, `es_es` or `es`; nothing for what is no language. */
function spelt(language: string): string | undefined {
  const [, first = '', script, region] =
    /^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2,3}|\d{3}))?$/u.exec(language) ?? [];
  if (first === '') return undefined;
  const country = region ?? new Intl.Locale(first).maximize().region;
  if (country === undefined) return undefined;
  const cased = script && script[0]?.toUpperCase() + script.slice(1).toLowerCase();
  return [first.toLowerCase(), cased, country.toUpperCase()].filter(Boolean).join('_');
}
