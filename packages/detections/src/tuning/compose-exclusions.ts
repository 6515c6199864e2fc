import type { QueryReader } from '@mxdr/kql';
import type { Rule } from '../rule-schema.ts';
import type { Exclusion } from './tuning-schema.ts';

/** A text as a literal of KQL: whatever stands in it, it stays one text. */
export function quoteKql(text: string): string {
  const escaped = text.replaceAll(/[\\"\u0000-\u001f\u007f-\uffff]/gu, (character) => {
    if (character === '\\' || character === '"') return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** The query with its exclusions, or why there is none. */
export type Composition =
  | { readonly query: string }
  | { readonly problem: string; readonly code: 'MXDR-TUNING-COMPOSE' | 'MXDR-TUNING-EXPRESSION'; readonly exclusion: number };

interface Filters {
  /** Conditions on rows of the first table. */
  readonly source: string[];
  /** Conditions on rows of the result. */
  readonly result: string[];
}

function listOf(values: readonly string[]): string {
  return [...new Set(values)].toSorted().map(quoteKql).join(', ');
}

function mappedColumn(rule: Rule, entity: string, identifier: string): string | undefined {
  return (rule.entityMappings ?? [])
    .filter(({ entityType }) => entityType === entity)
    .flatMap(({ fieldMappings }) => fieldMappings)
    .find((field) => field.identifier === identifier)?.columnName;
}

/**
 * Puts exclusions into the query of a rule. Values become escaped literals; a condition of a person is let in only when Microsoft's own parser
 * reads it as one boolean expression over the table's columns. Exclusions by column, watchlist and condition stand behind every place where the
 * query reads its first table, so that baselines and joins see the same rows; those by entity stand at the end, where entities are.
 */
export function composeExclusions(rule: Rule, exclusions: readonly Exclusion[], reader: QueryReader): Composition {
  const query = rule.query.trimEnd();
  const parts = reader.parts(query);
  const [first] = parts?.sources ?? [];
  const filters: Filters = { source: [], result: [] };
  for (const [index, exclusion] of exclusions.entries()) {
    const fail = (problem: string, code: 'MXDR-TUNING-COMPOSE' | 'MXDR-TUNING-EXPRESSION' = 'MXDR-TUNING-COMPOSE'): Composition => ({
      problem,
      code,
      exclusion: index,
    });
    if ('entity' in exclusion) {
      const column = mappedColumn(rule, exclusion.entity, exclusion.identifier);
      if (column === undefined) return fail(`the rule maps no ${exclusion.entity}.${exclusion.identifier}`);
      filters.result.push(`tostring(${column}) !in~ (${listOf(exclusion.values)})`);
      continue;
    }
    if (first === undefined) return fail('the query has no table at its head where a filter could stand');
    if ('where' in exclusion) {
      const [problem] = reader.conditionProblems(exclusion.where, first.table);
      if (problem !== undefined)
        return fail(`${problem.message} (line ${problem.line}, column ${problem.column} of the condition)`, 'MXDR-TUNING-EXPRESSION');
      // A comparison with what is not there gives null, and not(null) would leave the row out: only what is met for sure is.
      filters.source.push(`not(coalesce((${exclusion.where.trim()}), false))`);
    } else if ('watchlist' in exclusion)
      filters.source.push(`tostring(${exclusion.column}) !in~ ((_GetWatchlist(${quoteKql(exclusion.watchlist)}) | project SearchKey))`);
    else filters.source.push(`tostring(${exclusion.column}) !in~ (${listOf(exclusion.values)})`);
  }
  if (parts === undefined || (filters.result.length > 0 && parts.end === undefined))
    return { problem: 'the query has no result that could be filtered', code: 'MXDR-TUNING-COMPOSE', exclusion: 0 };
  return { query: insert(query, filters, first?.places ?? [], parts.end ?? query.length) };
}

function insert(
  query: string,
  { source, result }: Filters,
  places: readonly { readonly start: number; readonly end: number }[],
  end: number,
): string {
  const lines = (conditions: readonly string[]): string => conditions.map((condition) => `\n| where ${condition}`).join('');
  let text = `${query.slice(0, end)}${lines(result)}${query.slice(end)}`;
  if (source.length === 0) return text;
  for (const { start, end: after } of places.toSorted((a, b) => b.start - a.start))
    text = `${text.slice(0, start)}(${text.slice(start, after)}${lines(source)})${text.slice(after)}`;
  return text;
}
