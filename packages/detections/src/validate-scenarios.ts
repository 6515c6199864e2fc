import type { Problem, YamlPath } from '@mxdr/core';
import { sortProblems } from '@mxdr/core';
import type { Actor, Attack, Scenario } from './attack-schema.ts';
import { pickableProperties } from './attack-schema.ts';
import type { LoadedContent } from './content-files.ts';
import { placeholdersIn } from './placeholders.ts';

export interface ScenarioSurroundings {
  /** Ids of the rules that there are; without it they are not looked at. */
  readonly ruleIds?: ReadonlySet<string>;
  /** Columns of a table; `undefined` for a table that does not exist. */
  readonly columnsOf: (table: string) => readonly string[] | undefined;
}

/** Properties that every scenario can name. */
const tenantProperties = ['id', 'domain', 'workspaceId'];

function propertiesOf({ pick, of: _of, count: _count, ...constants }: Actor): readonly string[] {
  return [...(pick === undefined ? [] : pickableProperties[pick]), ...Object.keys(constants)];
}

/** Why a placeholder stands for nothing; `undefined` when it stands for something. */
function faultOf(placeholder: string, scenario: Scenario): string | undefined {
  if (placeholder === 'n' || /^at([+-]\d{1,6}[smhd])?$/u.test(placeholder)) return undefined;
  const [name = '', ...rest] = placeholder.split('.');
  const actor = scenario.actors[name];
  if (actor === undefined && name !== 'tenant') return `there is no actor "${name}"`;
  const known = actor === undefined ? tenantProperties : propertiesOf(actor);
  const property = rest.length === 2 && /^(n|[1-9]\d*)$/u.test(rest[0] ?? '') ? rest[1] : rest.length === 1 ? rest[0] : undefined;
  if (property !== undefined && known.includes(property)) return undefined;
  return `"${name}" has ${known.map((each) => `{{${name}.${each}}}`).join(', ')}`;
}

/**
 * Holds attacks and routines against what there is: tables and their columns, actors and their properties, rules. A slip in a column's name
 * would otherwise make an attack that no rule can see.
 */
export function validateScenarios(
  scenarios: readonly LoadedContent<Scenario | Attack>[],
  { columnsOf, ruleIds }: ScenarioSurroundings,
): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Map<string, string>();
  for (const { value: scenario, source, file } of scenarios) {
    const report = (code: Problem['code'], path: YamlPath, message: string, isKey = false): void => {
      problems.push({ severity: 'error', code, message, position: isKey ? source.positionOfKey(path) : source.positionOf(path) });
    };
    const other = ids.get(scenario.id.toLowerCase());
    if (other !== undefined) report('MXDR-ATTACK-DUPLICATE', ['id'], `${other} has the same id`);
    ids.set(scenario.id.toLowerCase(), file);
    for (const [name, { of, pick }] of Object.entries(scenario.actors)) {
      if (of === undefined || pick === undefined) continue;
      const earlier = Object.keys(scenario.actors).slice(0, Object.keys(scenario.actors).indexOf(name));
      if (!earlier.includes(of)) report('MXDR-ATTACK-ACTOR', ['actors', name, 'of'], `"${of}" is no actor that stands before "${name}"`);
    }
    for (const [index, step] of scenario.steps.entries()) {
      const columns = columnsOf(step.table);
      if (columns === undefined) {
        report('MXDR-ATTACK-TABLE', ['steps', index, 'table'], `there is no table "${step.table}"`);
        continue;
      }
      for (const [column, value] of Object.entries(step.row)) {
        const path = ['steps', index, 'row', column];
        if (!columns.includes(column)) report('MXDR-ATTACK-COLUMN', path, `"${step.table}" has no column "${column}"`, true);
        for (const placeholder of placeholdersIn(value)) {
          const fault = faultOf(placeholder, scenario);
          if (fault !== undefined) report('MXDR-ATTACK-PLACEHOLDER', path, `{{${placeholder}}} stands for nothing: ${fault}`);
        }
      }
    }
    for (const [alias, items] of Object.entries(scenario.watchlists)) {
      for (const placeholder of placeholdersIn(items)) {
        const fault = faultOf(placeholder, scenario);
        if (fault !== undefined)
          report('MXDR-ATTACK-PLACEHOLDER', ['watchlists', alias], `{{${placeholder}}} stands for nothing: ${fault}`);
      }
    }
    if (!('raises' in scenario)) continue;
    for (const [index, { rule, entities }] of scenario.raises.entries()) {
      if (ruleIds !== undefined && !ruleIds.has(rule.toLowerCase()))
        report('MXDR-ATTACK-RULE', ['raises', index, 'rule'], `there is no rule with the id ${rule}`);
      for (const placeholder of placeholdersIn(entities)) {
        const fault = faultOf(placeholder, scenario);
        if (fault !== undefined)
          report('MXDR-ATTACK-PLACEHOLDER', ['raises', index, 'entities'], `{{${placeholder}}} stands for nothing: ${fault}`);
      }
    }
  }
  return sortProblems(problems);
}
