import { AGGREGATE_FUNCTIONS } from '../aggregates/aggregate-functions.ts';
import { PLUGINS } from './plugins.ts';

/** Operators of a pipeline and statements that the plan knows; `lower-operator.ts` and `lower-query.ts` take them. */
const OPERATORS =
  'as count datatable distinct evaluate extend externaldata find getschema invoke join lookup make-series mv-apply mv-expand parse parse-kv parse-where partition print project project-away project-by-names project-keep project-rename project-reorder range render sample sample-distinct scan search serialize sort summarize take top top-hitters top-nested union where let set declare-pattern declare-query_parameters';

/** Refused by name, with the reason. */
const REFUSED: readonly (readonly [names: string, reason: string])[] = [
  ['fork facet consume', 'a query here has one result'],
  ['reduce', 'how it finds patterns is not documented'],
  ['restrict alias', 'it changes what names mean across databases'],
  ['graph-match make-graph graph-to-table', 'graphs are not built'],
];

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' ');
}

/** Operators, aggregates and plugins as Markdown tables for the package's README. */
export function describeOperatorCoverage(): string {
  const aggregates = AGGREGATE_FUNCTIONS.flatMap((item) => [item.name, ...(item.aliases ?? [])]).toSorted();
  return [
    '| Implemented | Names |',
    '|---|---|',
    `| operators and statements | ${listed(OPERATORS.split(' '))} |`,
    `| aggregates | ${listed(aggregates)} |`,
    `| plugins of evaluate | ${listed(PLUGINS.map((plugin) => plugin.name).toSorted())} |`,
    '',
    '| Refused, because | Names |',
    '|---|---|',
    ...REFUSED.map(([names, reason]) => `| ${reason} | ${listed(names.split(' '))} |`),
  ].join('\n');
}
