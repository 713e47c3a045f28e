import type { CardRow, NoteRow } from '../collection.ts';
import type { Identified, IdentifiedNotetype } from '../identify/index.ts';
import type { LedgerNote } from '../ledger.ts';
import { cardOrds } from '../notetype/index.ts';

/** The tag that learners find retired notes by: `tag:deckwright-retired`. */
export const retiredTag = 'deckwright-retired';

/** A note as it goes out. */
export interface OutgoingNote {
  notetype: IdentifiedNotetype;
  row: NoteRow;
  ords: CardRow['ord'][];
  deck: string;
}

/** The notes that left the sources, for those who have them: the same notes to Anki, with a banner for their text. */
export function retiredNotes(entries: LedgerNote[], { notetypes }: Identified): OutgoingNote[] {
  return entries.flatMap((entry) => {
    const notetype = notetypes.get(entry.type);
    if (!notetype) return [];
    const { id, guid, mod, deck } = entry;
    const fields = fieldsOf(entry, notetype);
    const row = { id, guid, notetypeId: notetype.id, mod, tags: [retiredTag], fields };
    const ords = cardOrds(notetype, fields, true);
    return [{ notetype, row, ords, deck: `${deck.split('::')[0]}::Retired` }];
  });
}

/** Every required field says something, so that no card becomes empty; a cloze note keeps its numbers. */
function fieldsOf(entry: LedgerNote, { fields, templates, kind }: IdentifiedNotetype): string[] {
  const banner = `<p><strong>Retired.</strong> The author took this note out of the deck. You may delete it: search for <code>tag:${retiredTag}</code>.</p>`;
  // Of image occlusion, the shapes are hidden and the picture is what one sees (anki-format: field tags).
  const seen = fields.find(({ tag }) => tag === 1) ?? fields[0];
  const [, hiding] =
    (kind === 'cloze' && /\{\{[^{}]*cloze:([^{}:]+)\}\}/u.exec(templates[0]?.front ?? '')) || [];
  const deletions = (entry.cloze ?? []).map(([number, text]) => `{{c${number}::${escaped(text)}}}`);
  return fields.map(({ name, required }) => {
    const parts = [
      name === seen?.name && `${banner}<p>${escaped(entry.front)}</p>`,
      name === hiding?.trim() && deletions.length > 0 && `<p>${deletions.join(', ')}</p>`,
    ];
    return parts.filter(Boolean).join('') || (required ? 'Retired' : '');
  });
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
    .replaceAll(':', '&#58;');
}
