import { fileURLToPath } from 'node:url';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { viewIds } from '../definition/report-definition-schema.ts';
import { viewCatalogue } from '../definition/view-catalogue.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { makeDetectionViews } from './detection-views.ts';
import { answersOf } from './period-answers.ts';
import { trueDetections } from '../testing/true-detections.ts';
import { collectDataset } from './collect-dataset.ts';
import { readinessRecordSchema } from './readiness-records.ts';
import { makeContactView } from './contact-view.ts';
import { makeRecommendationViews } from './recommendation-views.ts';
import { makeReadinessViews } from './readiness-views.ts';

/** A run of the checks that found nothing to do. */
const readiness = readinessRecordSchema.parse({
  asOfUtc: '2026-10-31T12:00:00Z',
  factsTakenUtc: '2026-10-31T12:00:00Z',
  isSample: true,
  ruleSet: { id: 'one', title: 'One' },
  verdict: 'ready',
  counts: { completeNow: 0, findOutNow: 0, toComplete: 0, inProgress: 0, notKnown: 0, accepted: 0, completed: 0, overdue: 0 },
  actions: [],
  steps: [],
  assets: [],
  coverage: [],
  depths: { actionable: 0, 'guidance-only': 0, blind: 0, undetermined: 0 },
  checks: [],
  drift: [],
  driftUnknown: [],
  changes: { sinceUtc: '2026-09-30T12:00:00Z', isSameRuleSet: true, checks: [] },
  runs: [
    {
      asOfUtc: '2026-10-31T12:00:00Z',
      ruleSet: 'One',
      verdict: 'ready',
      met: 0,
      failing: 0,
      accepted: 0,
      notKnown: 0,
      protectedDevices: null,
      score: null,
    },
  ],
  unread: [],
});

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));

describe('the catalogue of views', () => {
  it('names every view and its columns as a dataset has them', async () => {
    // GIVEN answers to the queries that views stand on, and every ledger
    const asset = { AssetKind: 'user', AssetId: 'a', AssetName: 'a', Incidents: 1, HighSeverity: 0 };
    const dataset = await collectDataset({
      definition: await loadReportDefinition(folder, nodeFiles),
      customer: sampleCustomer({ experts: { termStart: '2026-07-01' } }),
      operator: sampleOperator(),
      period: parsePeriod('2026-10', 'Europe/Amsterdam'),
      workspace: scriptedWorkspace(({ queryId }) =>
        queryId === 'incidents' ? answer([incidentRow()]) : queryId === 'assets' ? answer([asset]) : undefined,
      ),
      ledgers: { hunts: [], recommendations: [], tuning: [], questions: [], decisions: [], serviceEvents: [], checkIns: [] },
      signal: new AbortController().signal,
      progress: { step: () => {} },
    });

    // WHEN
    const { period, asOfUtc } = dataset;
    const detections = makeDetectionViews(trueDetections, answersOf(period, [], []), period, asOfUtc);
    const views = [
      ...dataset.views,
      makeContactView(dataset.customer, dataset.operator),
      ...makeRecommendationViews({ recommendations: [] }, period, 1).slice(1),
      ...makeReadinessViews(readiness),
      ...detections,
    ];
    const columnsOf = (id: string): readonly string[] | undefined => views.find((view) => view.id === id)?.columns;

    // THEN
    expect(Object.keys(viewCatalogue).toSorted()).toEqual([...viewIds].toSorted());
    expect(Object.fromEntries(viewIds.map((id) => [id, columnsOf(id)]))).toEqual(
      Object.fromEntries(viewIds.map((id) => [id, viewCatalogue[id].columns])),
    );
  });
});
