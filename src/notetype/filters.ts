import { showReadings } from './furigana.ts';
import { type ClozeView, renderClozes, renderClozesOnly } from './render-cloze.ts';
import { stripHtml } from './strip-html.ts';

/**
 * A field's HTML through the filters of `{{filters:Field}}`, in the order given. A filter that Anki
 * does not know ends the chain (for an add-on to go on), except for a `type` at its far end (tried).
 */
export function applyFilters(
  html: string,
  names: readonly string[],
  field: string,
  view: ClozeView,
): string {
  const special = typed[names.join(':')];
  if (special !== undefined) return `[[${special}:${field}]]`;
  let result = html;
  for (const name of names) {
    if (name === '') continue;
    const filter = name.startsWith('tts ') ? speak(name) : filters[name];
    if (!filter) return names.at(-1) === 'type' ? `[[type:${field}]]` : result;
    result = filter(result, field, view);
  }
  return result;
}

/** Chains with a meaning of their own, in the order of application. */
const typed: Record<string, string> = { 'cloze:type': 'type:cloze', 'nc:type': 'type:nc' };

type Filter = (html: string, field: string, view: ClozeView) => string;

const filters: Record<string, Filter> = {
  text: (html) => stripHtml(html),
  furigana: (html) => showReadings(html, 'furigana'),
  kanji: (html) => showReadings(html, 'kanji'),
  kana: (html) => showReadings(html, 'kana'),
  type: (_html, field) => `[[type:${field}]]`,
  hint,
  cloze: (html, _field, view) => renderClozes(html, view),
  'cloze-only': (html, _field, view) => renderClozesOnly(html, view),
};

/** What `{{…:Field}}` may begin with. */
export const filterNames: readonly string[] = [...Object.keys(filters), 'nc', 'tts', 'tts-voices'];

/** Whether Anki knows the filter. */
export function isFilter(name: string): boolean {
  return name === '' || name.startsWith('tts ') || filterNames.includes(name);
}

/** `tts en_US voices=A,B speed=1.2`: a directive that `extractSounds` takes out again. */
function speak(name: string): Filter {
  const [, lang = '', ...options] = name.split(' ');
  const all = [`lang=${lang}`, ...options].join(' ');
  return (html) => `[anki:tts ${all}]${html}[/anki:tts]`;
}

/** A link that shows what it stands for; the very HTML that Anki makes, apart from the id. */
function hint(html: string, field: string): string {
  if (html.trim() === '') return html;
  const id = `hint${fingerprint(html)}`;
  return `
<a class=hint href="#"
onclick="this.style.display='none';
document.getElementById('${id}').style.display='block';
return false;" draggable=false>
${field}</a>
<div id="${id}" class=hint style="display: none">${html}</div>
`;
}

/** FNV-1a, 64 bits as 16 hex digits. Anki takes another hash; only its being stable matters. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
