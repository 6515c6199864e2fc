import { nearestName } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';
import type { Rule } from '../rule-schema.ts';
import type { AnalyseQuery, QueryAnalysis } from '../query-analysis.ts';
import { placeholdersOf } from './alert-content.ts';
import { checkHabits } from './habits.ts';
import { positionInQuery } from './query-position.ts';
import type { Report } from './report.ts';
import { quote } from './report.ts';

/** The query with strings and comments blanked, at the same length, so that words in them are not taken for operators. */
function blankLiterals(query: string): string {
  return query.replaceAll(/\/\/[^\n]*|@"[^"\n]*"|@'[^'\n]*'|```[\s\S]*?```|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu, (match) =>
    match.replaceAll(/[^\n]/gu, ' '),
  );
}

type QueryPlace = Pick<LoadedRule, 'source' | 'text' | 'file'> & { readonly rule: Pick<Rule, 'query'> };

/** Line and column, from 1, of an offset in a text. */
function lineAndColumn(text: string, offset: number): readonly [number, number] {
  const lines = text.slice(0, offset).split('\n');
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

/** Forms that Sentinel refuses, or that reach beyond the customer's workspace; the word that counts is the first group. */
const refusedForms: readonly { readonly form: RegExp; readonly why: string; readonly mend: string }[] = [
  {
    form: /(?:^|[|(;])\s*(search)\s+(?:in\s*\([^)]*\)\s*)?\*/du,
    why: 'the query uses "search *", which Sentinel refuses',
    mend: 'name the tables',
  },
  { form: /\b(union)\s+(?:\w+\s*=\s*\w+\s+)*\*/du, why: 'the query uses "union *", which Sentinel refuses', mend: 'name the tables' },
  {
    form: /\b(workspace|app|cluster|adx|arg)\s*\(/du,
    why: 'the query reaches outside its workspace with a call of another one',
    mend: 'a rule sees one customer only; such a rule also stops when its author loses access',
  },
];

/** Length, and the forms that Sentinel refuses or that reach beyond the customer's workspace. True when there is any. */
export function checkQueryText(loaded: QueryPlace, report: Report): boolean {
  const { query } = loaded.rule;
  let isRefused = false;
  if (query.length > 10_000) {
    report(['query'], 'MXDR-RULE-QUERY', `the query has ${query.length} characters; at most 10,000`, 'move a part into a saved function');
    isRefused = true;
  }
  const code = blankLiterals(query);
  for (const { form, why, mend } of refusedForms) {
    const offset = form.exec(code)?.indices?.[1]?.[0];
    if (offset === undefined) continue;
    report(positionInQuery(loaded, ...lineAndColumn(query, offset)), 'MXDR-RULE-QUERY', why, mend);
    isRefused = true;
  }
  return isRefused;
}

interface ColumnUse {
  readonly path: readonly (string | number)[];
  readonly column: string;
  readonly what: string;
}

function columnUses({ rule }: LoadedRule): readonly ColumnUse[] {
  const uses: ColumnUse[] = [];
  (rule.entityMappings ?? []).forEach(({ entityType, fieldMappings }, mapping) =>
    fieldMappings.forEach(({ identifier, columnName }, field) =>
      uses.push({
        path: ['entityMappings', mapping, 'fieldMappings', field, 'columnName'],
        column: columnName,
        what: `${entityType}.${identifier}`,
      }),
    ),
  );
  (rule.sentinelEntitiesMappings ?? []).forEach(({ columnName }, index) =>
    uses.push({ path: ['sentinelEntitiesMappings', index, 'columnName'], column: columnName, what: 'sentinelEntitiesMappings' }),
  );
  for (const [detail, column] of Object.entries(rule.customDetails ?? {}))
    uses.push({ path: ['customDetails', detail], column, what: `custom detail ${detail}` });
  const override = rule.alertDetailsOverride ?? {};
  for (const field of ['alertDisplayNameFormat', 'alertDescriptionFormat'] as const) {
    for (const column of placeholdersOf(override[field] ?? '')) uses.push({ path: ['alertDetailsOverride', field], column, what: field });
  }
  for (const field of ['alertSeverityColumnName', 'alertTacticsColumnName'] as const) {
    const column = override[field];
    if (column != null && column !== '') uses.push({ path: ['alertDetailsOverride', field], column, what: field });
  }
  (override.alertDynamicProperties ?? []).forEach(({ alertProperty, value }, index) =>
    uses.push({ path: ['alertDetailsOverride', 'alertDynamicProperties', index, 'value'], column: value, what: alertProperty }),
  );
  return uses;
}

function checkColumns(loaded: LoadedRule, { columns, isOpen }: QueryAnalysis, report: Report): void {
  if (columns === undefined || isOpen === true) return;
  const names = columns.map(({ name }) => name);
  for (const { path, column, what } of columnUses(loaded)) {
    if (names.includes(column)) continue;
    const nearest = nearestName(column, names);
    report(
      path,
      'MXDR-RULE-COLUMN',
      `the query does not output the column ${quote(column)} that ${what} uses`,
      nearest === undefined ? `it outputs ${names.slice(0, 30).join(', ')}` : `did you mean ${nearest}?`,
    );
  }
}

function checkTables({ rule }: LoadedRule, { tables }: QueryAnalysis, report: Report): void {
  if (rule.requiredDataConnectors === undefined) return;
  // Upstream writes `SecurityAlert (MDATP)` for one product's part of a table.
  const declared = new Set(
    rule.requiredDataConnectors.flatMap(({ dataTypes }) => dataTypes.map((type) => type.replace(/\s*\(.*\)$/u, '').toLowerCase())),
  );
  for (const table of tables.filter((one) => !declared.has(one.toLowerCase())))
    report(
      ['requiredDataConnectors'],
      'MXDR-RULE-TABLE',
      `the query reads ${table}, which requiredDataConnectors does not name`,
      'without it nobody can tell whether the customer has the data',
      'warning',
    );
}

/** What to make of names that no schema holds: our own content must not have any; content of others may rely on its workspace. */
export type UnknownNames = 'error' | 'hint';

function reportUnknownNames(loaded: FilePlace, { unknown = [] }: QueryAnalysis, unknownNames: UnknownNames, report: Report): boolean {
  let isBroken = false;
  for (const { name, kind, nearest, line, column } of unknown) {
    const place = positionInQuery(loaded, line, column);
    const isOtherCase = nearest !== undefined && nearest.toLowerCase() === name.toLowerCase();
    if (unknownNames === 'error' || isOtherCase) {
      isBroken = true;
      report(
        place,
        'MXDR-RULE-KQL',
        `no ${kind} ${quote(name)} is known`,
        nearest === undefined ? 'name a table of the catalogue, or a function of the content' : `did you mean ${nearest}?`,
      );
      continue;
    }
    const what =
      kind === 'table' && name.endsWith('_CL') ? 'a custom table' : kind === 'table' ? 'a table or saved function' : 'a function';
    report(
      place,
      'MXDR-RULE-UNVERIFIED',
      `${quote(name)} is ${what} that only the customer's workspace can have; what comes from it was not checked`,
      nearest === undefined || kind === 'function'
        ? 'make sure that the workspace has it before the rule is deployed'
        : `if it is none: did you mean ${nearest}?`,
      'hint',
    );
  }
  return isBroken;
}

type FilePlace = Pick<LoadedRule, 'source' | 'text' | 'file'>;

/** The query's own errors at their lines, and names that nobody knows; true when the query cannot be deployed as it is. */
export function reportQueryErrors(
  loaded: FilePlace,
  analysis: QueryAnalysis,
  report: Report,
  unknownNames: UnknownNames = 'error',
): boolean {
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  for (const { code, message, line, column, hint } of errors)
    report(
      positionInQuery(loaded, line, column),
      'MXDR-RULE-KQL',
      `${message} (${code})`,
      hint ?? 'run it with "mxdr query" against the sample tenant',
    );
  for (const { message, line, column } of analysis.diagnostics.filter(({ code }) => code === 'unread'))
    report(positionInQuery(loaded, line, column), 'MXDR-RULE-UNVERIFIED', message, 'run it against a workspace', 'warning');
  return reportUnknownNames(loaded, analysis, unknownNames, report) || errors.length > 0;
}

/** The query's own errors, the columns that the rule takes from its result, the tables that it needs, and its habits. */
export function checkQueryMeaning(loaded: LoadedRule, analyse: AnalyseQuery, report: Report, unknownNames: UnknownNames): void {
  const analysis = analyse(loaded.rule.query);
  const isBroken = reportQueryErrors(loaded, analysis, report, unknownNames);
  checkHabits(loaded, analysis, report);
  if (isBroken) return;
  checkColumns(loaded, analysis, report);
  checkTables(loaded, analysis, report);
}
