import type { FileScope } from '../../project.ts';
import { optionsOf, type RuleId, ruleIds } from '../../rules.ts';
import type { RuleContext } from '../context.ts';
import { brokenLines, type FileFacts, type FoundInNote, isSound } from '../facts.ts';
import { askedIn } from './asked.ts';
import { type Reading, readingOf } from './reading.ts';
import type { NoteFinding } from './rule.ts';
import { rules } from './rules.ts';
import { settingsIn, severitiesIn } from './severities.ts';

/**
 * Makes the function that asks the rules about each note by itself, of the notes of a file that have no error;
 * it adds what they find to the file's facts, and what rules about all notes have to know.
 */
export function createNoteLinter(
  project: FileScope,
): (context: RuleContext, facts: FileFacts) => void {
  const once = createOnce();
  return (context, facts) => {
    const broken = brokenLines(context.file);
    const settings = settingsIn(facts.rules, project);
    const severities = severitiesIn(settings, project);
    const readings = context.deck.children.map((note, index) =>
      isSound(note, broken)
        ? readingOf(note, context.nodes.notes[index] ?? [], context)
        : undefined,
    );
    const comparing = severities['near-duplicate'] !== 'off' || severities['two-answers'] !== 'off';
    facts.notes.forEach((note, index) => {
      const reading = readings[index];
      if (!reading || !comparing) return;
      const asked = askedIn(reading);
      note.asked = { ...asked, front: asked.front.map(once), answer: asked.answer.map(once) };
    });
    for (const id of ruleIds)
      if (severities[id] !== 'off')
        facts.findings.push(...findingsOf(id, readings, optionsOf(settings, id)));
  };
}

/** Makes what gives the one string of each word, so that no two notes keep one of their own for it. */
function createOnce(): (word: string) => string {
  const words = new Map<string, string>();
  return (word) => {
    const known = words.get(word) ?? word;
    words.set(word, known);
    return known;
  };
}

function findingsOf(
  id: RuleId,
  readings: (Reading | undefined)[],
  options: Record<string, unknown>,
): FoundInNote[] {
  const { note: rule, english } = rules[id];
  const found: FoundInNote[] = [];
  if (!rule) return found;
  readings.forEach((reading, note) => {
    if (!reading || (english && !reading.english)) return;
    for (const { message, place } of rule(reading, options))
      found.push({ rule: id, note, message, place: placeOf(place) ?? reading.note.head });
  });
  return found;
}

/** A node that parse made, or that came from the settings, has no place of its own. */
function placeOf(place: NoteFinding['place']) {
  return place && 'type' in place ? place.position : place;
}
