import { selectIncidents } from '../metrics/incident-fact.ts';
import type { IncidentCondition } from '../metrics/metric-definition.ts';
import { findMetric } from '../metrics/metric-catalogue.ts';
import type { View, ViewCell } from './dataset.ts';
import { isKnown } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import type { MeasureContext } from './measure-metric.ts';
import { measureMetric } from './measure-metric.ts';

/** Each stage of the incidents is a part of the one before, of those created in the period. */
const incidentStages: readonly (readonly [string, readonly IncidentCondition[]])[] = [
  ['Incidents', []],
  ['Investigated', ['touched']],
  ['Reported to you', ['touched', 'notified']],
  ['Resolved', ['touched', 'notified', 'closed']],
];

/** From events to what reached the customer. A stage that is not known is left out; without incidents there is nothing to tell. */
export function makeFunnel(context: MeasureContext): View {
  const { incidents } = context.answers;
  if ('state' in incidents) return absentView('funnel', incidents.reason, incidents.missingTables ?? [], incidents.evidence);
  const before = (['events_recorded', 'alerts_recorded'] as const).map((id) => measureMetric(findMetric(id)!, context));
  const counted = ['Events', 'Alerts'].flatMap((stage, index): readonly (readonly ViewCell[])[] => {
    const value = before[index]!;
    return isKnown(value) ? [[stage, value.value]] : [];
  });
  const own = incidentStages.map(([stage, conditions]): readonly ViewCell[] => [
    stage,
    selectIncidents(incidents.facts, { cohort: 'created-in-period', conditions }).length,
  ]);
  const reasons = [
    ...before.flatMap((value) => (isKnown(value) && value.reason?.kind === 'partial' ? value.reason.reasons : [])),
    ...incidents.partial,
  ];
  return {
    ...derivedView('funnel', ['Stage', 'Count'], [...counted, ...own], [...before.flatMap(({ evidence }) => evidence), incidents.runId]),
    ...(reasons.length === 0 ? {} : { state: 'partial' as const, reason: { kind: 'partial' as const, reasons } }),
  };
}
