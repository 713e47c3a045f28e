import { type BaselineRow, baselineHash, baselineRow } from '../../baseline.ts';
import { messages, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import { inheritRules, optionsOf, type RuleId, type RuleSettings, ruleIds } from '../../rules.ts';
import type { Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { altGivesAnswer } from './alt-gives-answer.ts';
import { answerInQuestion } from './answer-in-question.ts';
import { clozeGivenAway } from './cloze-given-away.ts';
import { clozeOneBrace } from './cloze-one-brace.ts';
import { clozeTiny } from './cloze-tiny.ts';
import { clozeWholeParagraph } from './cloze-whole-paragraph.ts';
import { deadLink } from './dead-link.ts';
import { imageOnlyFront } from './image-only-front.ts';
import { longAnswer } from './long-answer.ts';
import { longList } from './long-list.ts';
import { mathAsImage } from './math-as-image.ts';
import { mediaTooLarge } from './media-too-large.ts';
import { pronounWithoutNoun } from './pronoun-without-noun.ts';
import { type Reading, readingsOf } from './reading.ts';
import { repeatedTag } from './repeated-tag.ts';
import type { Finding, Rule } from './rule.ts';
import { silencedNotes } from './silence.ts';
import { nearDuplicate, twoAnswers } from './similar.ts';
import { unlicensedMedia } from './unlicensed-media.ts';
import { unusedMedia } from './unused-media.ts';
import { yesNoQuestion } from './yes-no-question.ts';

/** Every content rule by its id; each is one file here. */
const rules: Record<RuleId, Rule> = {
  'alt-gives-answer': { severity: 'warning', note: altGivesAnswer },
  'answer-in-question': { severity: 'warning', note: answerInQuestion },
  'cloze-given-away': { severity: 'warning', note: clozeGivenAway },
  'cloze-one-brace': { severity: 'warning', note: clozeOneBrace },
  'cloze-tiny': { severity: 'warning', note: clozeTiny },
  'cloze-whole-paragraph': { severity: 'warning', note: clozeWholeParagraph },
  'dead-link': { severity: 'warning', project: deadLink },
  'image-only-front': { severity: 'warning', note: imageOnlyFront },
  'long-answer': { severity: 'off', note: longAnswer },
  'long-list': { severity: 'off', note: longList },
  'math-as-image': { severity: 'warning', note: mathAsImage },
  'media-too-large': { severity: 'warning', project: mediaTooLarge },
  'near-duplicate': { severity: 'warning', project: nearDuplicate },
  'pronoun-without-noun': { severity: 'warning', english: true, note: pronounWithoutNoun },
  'repeated-tag': { severity: 'warning', note: repeatedTag },
  'two-answers': { severity: 'warning', project: twoAnswers },
  'unlicensed-media': { severity: 'off', always: true, project: unlicensedMedia },
  'unused-media': { severity: 'warning', project: unusedMedia },
  'yes-no-question': { severity: 'off', english: true, note: yesNoQuestion },
};

declare module 'vfile' {
  interface DataMap {
    /** All that the content rules found in the file, said or not: what a baseline is made of. */
    findings: BaselineRow[];
  }
}

/**
 * Is it good? Says what the content rules find in notes that are right, as severe as the project wants it;
 * nothing that a comment or the baseline silences. `all` holds the notes that are wrong as well.
 */
export function lint(all: RuleContext[], sound: RuleContext[], project: Project): void {
  const known = new Set(project.baseline?.findings.map((row) => JSON.stringify(row)));
  const silenced = silencedNotes(all);
  const settings = new Map(
    sound.map(({ deck }) => [deck.path, inheritRules(project.options.rules, deck.rules)]),
  );
  const outside = inheritRules(project.options.rules, project.options.settings?.rules);
  const readings = sound.flatMap(readingsOf);
  const hashes = new Map<Note, string>();
  for (const id of ruleIds) {
    const usual = severityOf(id, outside, project);
    const severities = new Map(
      [...settings].map(([path, told]) => [path, severityOf(id, told, project)]),
    );
    const severityIn = (path: string | undefined) => severities.get(path ?? '') ?? usual;
    for (const finding of findingsOf(id, readings, all, settings, severityIn, project)) {
      const severity = severityIn(finding.deck?.path);
      if (severity === 'off' || silenced.get(finding.note)?.has(id)) continue;
      const row = rowOf(id, finding, hashes);
      finding.file.data.findings = [...(finding.file.data.findings ?? []), row];
      if (!finding.deck) project.files.push(finding.file);
      if (known.has(JSON.stringify(row))) continue;
      report(finding.file, finding.place, { ...finding.message, severity });
    }
  }
}

type SeverityIn = (path: string | undefined) => Rule['severity'];

function findingsOf(
  id: RuleId,
  readings: Reading[],
  contexts: RuleContext[],
  settings: Map<string, RuleSettings>,
  severityIn: SeverityIn,
  project: Project,
): Finding[] {
  const { note, project: ofAll, english, always } = rules[id];
  const wanted = readings.filter(
    (reading) => severityIn(reading.deck.path) !== 'off' && (!english || reading.english),
  );
  if (note) {
    return wanted.flatMap((reading) =>
      note(reading, optionsOf(settings.get(reading.deck.path), id)).map((found) => ({
        ...found,
        place: placeOf(found.place) ?? reading.note.head,
        ...{ note: reading.note, deck: reading.deck, file: reading.file },
      })),
    );
  }
  const needed = always || wanted.length > 0 || severityIn(undefined) !== 'off';
  return needed && ofAll ? ofAll(wanted, contexts, project) : [];
}

/** A node that parse made, or that came from the settings, has no place of its own. */
function placeOf(place: Finding['place']): Finding['place'] {
  return place && 'type' in place ? place.position : place;
}

/** A rule that is told something is meant to be on. */
function severityOf(id: RuleId, settings: RuleSettings, project: Project): Rule['severity'] {
  const { severity, ...told } = optionsOf(settings, id);
  const usual = Object.values(messages).find((message) => message.id === id)?.severity ?? 'warning';
  if (severity !== undefined) return severity;
  if (id === 'unlicensed-media' && project.options.licences === 'required') return usual;
  return Object.keys(told).length > 0 ? usual : rules[id].severity;
}

/** `hashes`: of the notes seen, as one note may have thousands of findings. */
function rowOf(
  id: RuleId,
  { note, file, message }: Finding,
  hashes: Map<Note, string>,
): BaselineRow {
  if (!note) return baselineRow(id, file.path, baselineHash(message.reason));
  const { start, end } = note.position;
  const text = () => String(file.value).slice(note.head.start.offset ?? start.offset, end.offset);
  const hash = hashes.get(note) ?? baselineHash(text());
  hashes.set(note, hash);
  return baselineRow(id, note.id ?? note.front, hash);
}
