import type { DatasetJson } from '@mxdr/reporting';
import type { IssuedReport } from './read-outcome.ts';

type MetricValue = DatasetJson['metrics'][number]['current'];
type View = DatasetJson['views'][number];

/** They tell what could be read, so that they differ where something could not; what they say is held against the manifest. */
const viewsOfEvidence: ReadonlySet<string> = new Set(['data-coverage', 'table-coverage', 'evidence']);

function judgeValue(what: string, right: MetricValue | null, told: MetricValue | null): readonly string[] {
  if (right === null || told === null) return right === told ? [] : [`${what} is ${told === null ? 'gone' : 'new'}`];
  if (told.state === 'unavailable' || told.state === 'partial')
    return told.reason === undefined || told.reason === '' ? [`${what} is ${told.state} without a reason`] : [];
  // Known, or rightly not applicable: then it is what it was without faults, to the last digit.
  return JSON.stringify({ ...told, evidence: [] }) === JSON.stringify({ ...right, evidence: [] })
    ? []
    : [`${what} is ${JSON.stringify(told)}, not ${JSON.stringify(right)}`];
}

function judgeView(right: View | undefined, told: View): readonly string[] {
  if (right === undefined) return [`view ${told.id} is new`];
  if (told.state === 'unavailable' || told.state === 'partial')
    return told.reason === '' ? [`view ${told.id} is ${told.state} without a reason`] : [];
  if (viewsOfEvidence.has(told.id)) return [];
  return JSON.stringify([told.state, told.rows]) === JSON.stringify([right.state, right.rows]) ? [] : [`view ${told.id} has other rows`];
}

/**
 * What is wrong with a report that was made through faults, held against the one that was made without: a number that differs and does not say
 * that it is not whole, a gap without a reason, a gap that the reader is not told of.
 */
export function findFaults(right: IssuedReport, told: IssuedReport): readonly string[] {
  const { completeness, queries } = told.manifest;
  const metrics = new Map(right.json.metrics.map((metric) => [metric.id, metric]));
  const views = new Map(right.json.views.map((view) => [view.id, view]));
  const faults = [
    ...told.json.metrics.flatMap((metric) => {
      const own = metrics.get(metric.id);
      if (own === undefined) return [`${metric.id} is new`];
      return [
        ...judgeValue(metric.id, own.current, metric.current),
        ...judgeValue(`${metric.id} of the period before`, own.previous, metric.previous),
      ];
    }),
    ...told.json.views.flatMap((view) => judgeView(views.get(view.id), view)),
  ];
  if (told.json.metrics.length !== right.json.metrics.length) faults.push('numbers are gone');
  if (told.json.views.length !== right.json.views.length) faults.push('views are gone');
  const gaps = queries.filter(({ status }) => status !== 'complete');
  for (const { id, messages } of gaps) if (messages.join('') === '') faults.push(`query ${id} is not whole and does not say why`);
  if (completeness.state === 'complete') {
    if (gaps.length > 0) faults.push(`it calls itself complete without ${gaps.map(({ id }) => id).join(', ')}`);
    // Equal evidence: equal bytes, whatever happened on the way.
    for (const [name, hash] of Object.entries(right.hashes)) if (told.hashes[name] !== hash) faults.push(`${name} has other bytes`);
  } else {
    if (gaps.length === 0) faults.push('it calls itself incomplete, and no query says why');
    if (completeness.summary === '') faults.push('it does not say what is missing');
    // Where the reader looks.
    const plain = completeness.summary.replaceAll(/[<>&"'][^]*/gu, '').slice(0, 60);
    if (!told.html.includes(plain)) faults.push('the page does not say that it is incomplete');
  }
  return faults;
}
