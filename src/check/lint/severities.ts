import { messages, type Severity } from '../../messages/index.ts';
import type { FileScope } from '../../project.ts';
import { inheritRules, optionsOf, type RuleId, type RuleSettings, ruleIds } from '../../rules.ts';
import { rules } from './rules.ts';

/** How severe each rule is somewhere. */
export type Severities = Record<RuleId, Severity | 'off'>;

/** What a file's settings say of the rules, with those of the project. */
export function settingsIn(
  told: RuleSettings | undefined,
  project: Pick<FileScope, 'options'>,
): RuleSettings {
  return inheritRules(project.options.rules, told);
}

/** How severe the rules are where these settings hold. */
export function severitiesIn(
  settings: RuleSettings,
  project: Pick<FileScope, 'options'>,
): Severities {
  return Object.fromEntries(
    ruleIds.map((id) => [id, severityOf(id, settings, project)]),
  ) as Severities;
}

const usual = new Map(Object.values(messages).map(({ id, severity }) => [id, severity]));

/** A rule that is told something is meant to be on. */
function severityOf(
  id: RuleId,
  settings: RuleSettings,
  project: Pick<FileScope, 'options'>,
): Severity | 'off' {
  const { severity, ...told } = optionsOf(settings, id);
  const own = usual.get(id) ?? 'warning';
  if (severity !== undefined) return severity;
  if (id === 'unlicensed-media' && project.options.licences === 'required') return own;
  return Object.keys(told).length > 0 ? own : rules[id].severity;
}
