import { type BaselineRow, baselineHash, baselineRow } from '../../baseline.ts';
import { report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import { type RuleId, ruleIds } from '../../rules.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import { brokenLines, isSound, type NoteFacts } from '../facts.ts';
import type { Finding } from './rule.ts';
import { rules } from './rules.ts';
import { type Severities, settingsIn, severitiesIn } from './severities.ts';
import { silencedNotes } from './silence.ts';

export { createNoteLinter } from './notes.ts';

declare module 'vfile' {
  interface DataMap {
    /** All that the content rules found in the file, said or not: what a baseline is made of. */
    findings: BaselineRow[];
  }
}

/**
 * Is it good? Says what the content rules find in notes that are right, each by itself and all together, as
 * severe as the project wants it; nothing that a comment or the baseline silences.
 */
export function lint(contexts: FactsContext[], project: Project): void {
  const known = new Set(project.baseline?.findings.map((row) => JSON.stringify(row)));
  const notes = soundNotes(contexts);
  const inNotes = findingsInNotes(contexts, new Set(notes.map(({ note }) => note)));
  const silenced = silencedNotes(contexts);
  const severityIn = createSeverityIn(contexts, project);
  const hashes = new Map<NoteFacts, string>();
  for (const id of ruleIds) {
    const found = inNotes.get(id) ?? findingsTogether(id, notes, contexts, severityIn, project);
    for (const finding of found) {
      const severity = severityIn(id, finding);
      if (severity === 'off' || silenced.get(finding.note)?.has(id)) continue;
      const row = rowOf(id, finding, hashes);
      finding.file.data.findings = [...(finding.file.data.findings ?? []), row];
      if (!finding.facts) project.files.push(finding.file);
      if (known.has(JSON.stringify(row))) continue;
      report(finding.file, finding.place, { ...finding.message, severity });
    }
  }
}

function soundNotes(contexts: FactsContext[]): NoteContext[] {
  return contexts.flatMap(({ facts, file }) => {
    const broken = brokenLines(file);
    const sound = facts.notes.filter((note) => isSound(note, broken));
    return sound.map((note) => ({ note, facts, file }));
  });
}

/** What was found in each note by itself, by rule; what the files together say against a note takes it out. */
function findingsInNotes(
  contexts: FactsContext[],
  sound: ReadonlySet<NoteFacts>,
): Map<RuleId, Finding[]> {
  const byRule = new Map<RuleId, Finding[]>();
  for (const { facts, file } of contexts)
    for (const { rule, note: index, message, place } of facts.findings) {
      const note = facts.notes[index];
      if (!note || !sound.has(note)) continue;
      const found = byRule.get(rule) ?? [];
      found.push({ message, place, note, facts, file });
      byRule.set(rule, found);
    }
  return byRule;
}

/** Of files that are none of a deck, the options of the project hold. */
type SeverityIn = (id: RuleId, place: Pick<Finding, 'facts'>) => Severities[RuleId];

function createSeverityIn(contexts: FactsContext[], project: Project): SeverityIn {
  const own = new Map(
    contexts.map(({ facts }) => [facts, severitiesIn(settingsIn(facts.rules, project), project)]),
  );
  const settings = settingsIn(project.options.settings?.rules, project);
  const outside = severitiesIn(settings, project);
  return (id, { facts }) => ((facts && own.get(facts)) ?? outside)[id];
}

function findingsTogether(
  id: RuleId,
  notes: NoteContext[],
  contexts: FactsContext[],
  severityIn: SeverityIn,
  project: Project,
): Finding[] {
  const { project: rule, always } = rules[id];
  if (!rule) return [];
  const wanted = notes.filter((note) => severityIn(id, note) !== 'off');
  const needed = always || wanted.length > 0 || severityIn(id, {}) !== 'off';
  return needed ? rule(wanted, contexts, project) : [];
}

/** `hashes`: of the notes seen, as one note may have thousands of findings. */
function rowOf(
  id: RuleId,
  { note, file, message }: Finding,
  hashes: Map<NoteFacts, string>,
): BaselineRow {
  if (!note) return baselineRow(id, file.path, baselineHash(message.reason));
  const { start, end } = note.position;
  const text = () => String(file.value).slice(note.head.start.offset ?? start.offset, end.offset);
  const hash = hashes.get(note) ?? baselineHash(text());
  hashes.set(note, hash);
  return baselineRow(id, note.id ?? note.front, hash);
}
