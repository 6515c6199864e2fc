import { formatIsoDuration, parseDuration } from '../duration.ts';
import type { LoadedRule } from '../load-rules.ts';
import type { QueryAnalysis, QueryHabit } from '../query-analysis.ts';
import { positionInQuery } from './query-position.ts';
import type { Report } from './report.ts';
import { quote } from './report.ts';

/** From here on a join that nothing bounds reads enough to matter. */
const longPeriodMinutes = 1440;

function reportHabit(loaded: LoadedRule, habit: QueryHabit, report: Report): void {
  const { rule } = loaded;
  const at = positionInQuery(loaded, habit.line, habit.column);
  const period = rule.kind === 'Scheduled' ? parseDuration(rule.queryPeriod ?? '') : undefined;
  switch (habit.kind) {
    case 'look-back':
      if (period !== undefined && habit.minutes > period)
        report(
          at,
          'MXDR-RULE-LOOK-BACK',
          `${habit.text} looks further back than queryPeriod ${rule.queryPeriod}: Sentinel cuts the rows at the period`,
          `set queryPeriod to ${formatIsoDuration(Math.ceil(habit.minutes))} (at most P14D), or look back less`,
          'warning',
        );
      return;
    case 'join-without-bound':
      if (period !== undefined && period >= longPeriodMinutes)
        report(
          at,
          'MXDR-RULE-JOIN',
          `the right side of the join reads ${habit.tables.join(', ')} over the whole queryPeriod ${rule.queryPeriod} at each run`,
          'bound it by TimeGenerated where the joined rows lie close in time: the join costs with the rows of both sides',
          'hint',
        );
      return;
    case 'contains':
      report(
        at,
        'MXDR-RULE-CONTAINS',
        `${habit.operator} on ${habit.table}.${habit.columnName} reads every row: no index helps`,
        'has, has_any or startswith use the index of terms and often take a tenth of the time, where whole words are meant',
        'hint',
      );
      return;
    case 'case-by-function':
      report(
        at,
        'MXDR-RULE-CASE',
        `${habit.functionName}() makes a new text of every row only to compare it`,
        `compare with ${habit.operator}, which ignores case and keeps the index`,
        'hint',
      );
      return;
    case 'mv-expand':
      report(
        at,
        'MXDR-RULE-MV-EXPAND',
        'mv-expand without a row limit makes a row of every element, however many there are',
        'filter before it, and add "limit N" where an attacker decides how long the list is',
        'hint',
      );
      return;
    case 'externaldata':
      report(
        at,
        'MXDR-RULE-EXTERNALDATA',
        'externaldata reads a file from outside at each run: the rule fails when it is gone, and whoever writes it changes the rule',
        'keep the list in a watchlist',
        'warning',
      );
      return;
    case 'retired-table':
      report(
        at,
        'MXDR-RULE-RETIRED-TABLE',
        `${habit.table} gets no rows any more: the rule would stay silent`,
        `read ${habit.successor}; its columns have other names`,
        'warning',
      );
      return;
    case 'legacy-column':
      if (!(rule.entityMappings ?? []).some(({ fieldMappings }) => fieldMappings.some(({ columnName }) => columnName === habit.name)))
        report(
          at,
          'MXDR-RULE-LEGACY-COLUMN',
          `Sentinel no longer makes an entity of the column ${habit.name}, and no entity mapping names it`,
          'map it under entityMappings, or leave it out',
          'warning',
        );
      return;
    case 'watchlist':
      return;
  }
}

function checkRowTimes({ rule }: LoadedRule, { columns, isOpen }: QueryAnalysis, report: Report): void {
  if (rule.eventGroupingSettings?.aggregationKind !== 'AlertPerResult' || columns === undefined || isOpen === true) return;
  if (columns.some(({ name }) => name === 'TimeGenerated')) return;
  report(
    ['eventGroupingSettings', 'aggregationKind'],
    'MXDR-RULE-NO-TIME',
    'each row becomes an alert, but the result has no TimeGenerated: alerts get the time of the run instead of the event',
    'keep TimeGenerated, e.g. summarize TimeGenerated = max(TimeGenerated) by ...',
    'hint',
  );
}

/** What works and costs, or works otherwise than it reads: each finding says what it costs. */
export function checkHabits(loaded: LoadedRule, analysis: QueryAnalysis, report: Report): void {
  const said = new Set<string>();
  for (const habit of analysis.habits ?? []) {
    // A column of an older age is often set in each branch of a union: once is enough.
    const key = habit.kind === 'legacy-column' ? quote(habit.name) : `${habit.line}:${habit.column}:${habit.kind}`;
    if (said.has(key)) continue;
    said.add(key);
    reportHabit(loaded, habit, report);
  }
  checkRowTimes(loaded, analysis, report);
}
