import { describe, expect, it } from 'vitest';
import { detectionKinds } from './detection-catalogue.ts';
import { measureMonths } from './measure-months.ts';
import { measureTruth } from './measure-truth.ts';
import type { Truth, TruthAlert, TruthIncident, TruthRecommendation, TruthState } from './truth.ts';

const window = { startUtc: '2026-10-01T00:00:00Z', endUtc: '2026-11-01T00:00:00Z' };

describe('measureTruth on hand-written incidents', () => {
  it('knows at the end of the window only what was known then', () => {
    // GIVEN an incident that is closed after the window
    const truth = truthOf([
      makeIncident({}, [
        { at: '2026-10-31T23:00:00.000Z' },
        { at: '2026-10-31T23:30:00.000Z', by: 'Imani Okoro', labels: ['Defender Experts'], status: 'Active' },
        { at: '2026-11-02T08:00:00.000Z', by: 'Imani Okoro', labels: ['Defender Experts'], status: 'Closed', severity: 'High' },
      ]),
    ]);

    // WHEN it is measured at the end, and again later
    const atEnd = measureTruth(truth, window);
    const later = measureTruth(truth, { ...window, asOfUtc: '2026-12-01T00:00:00Z' });

    // THEN the later state shows only with the later snapshot; closing stays outside the window
    expect([atEnd.created, atEnd.investigated, atEnd.backlogAtEnd, atEnd.createdBySeverity.Medium]).toEqual([1, 1, 1, 1]);
    expect([later.resolved, later.backlogAtEnd, later.createdBySeverity.High]).toEqual([0, 1, 1]);
  });

  it('includes the start of the window and excludes its end', () => {
    const truth = truthOf(
      ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', '2026-09-30T23:59:59.999Z'].map((at, index) =>
        makeIncident({ incidentName: `i${index}` }, [{ at }]),
      ),
    );
    expect(measureTruth(truth, window).created).toBe(1);
  });

  it('puts incidents on days and months of the calendar that is asked for, also where a day has 25 hours', () => {
    // GIVEN incidents on both sides of three local midnights; the clocks go back on 25 October
    const truth = truthOf(
      [
        '2026-10-24T21:59:59.999Z',
        '2026-10-24T22:00:00.000Z',
        '2026-10-25T22:59:59.999Z',
        '2026-10-25T23:00:00.000Z',
        '2026-10-31T22:59:59.999Z',
        '2026-10-31T23:00:00.000Z',
      ].map((at, index) =>
        makeIncident({ incidentName: `i${index}` }, [{ at }, { at: '2026-11-03T09:00:00.000Z', by: 'Nils Holm', status: 'Closed' }]),
      ),
    );
    const autumn = { startUtc: '2026-09-30T22:00:00Z', endUtc: '2026-11-30T23:00:00Z', timeZone: 'Europe/Amsterdam' };

    // WHEN it is measured day by day and month by month
    const { days } = measureTruth(truth, autumn);
    const months = measureMonths(truth, autumn);

    // THEN
    expect(days).toHaveLength(61);
    expect(days.filter(({ created, closed }) => created + closed > 0).map(({ date, created, closed }) => [date, created, closed])).toEqual([
      ['2026-10-24', 1, 0],
      ['2026-10-25', 2, 0],
      ['2026-10-26', 1, 0],
      ['2026-10-31', 1, 0],
      ['2026-11-01', 1, 0],
      ['2026-11-03', 0, 6],
    ]);
    expect(months.map(({ month, measures }) => [month, measures.created, measures.closed, measures.backlogAtEnd])).toEqual([
      ['2026-10', 5, 0, 5],
      ['2026-11', 1, 6, 0],
    ]);
  });

  it('counts what was closed by rule, and by title where no rule made it', () => {
    // GIVEN two incidents of a rule under different titles, two of one title, and one that is still open
    const close = (title: string, detectionId: string, day: string): TruthIncident =>
      makeIncident({ incidentName: title + day, title, detectionId }, [
        { at: `2026-10-${day}T08:00:00.000Z` },
        { at: '2026-10-20T08:00:00.000Z', by: 'Nils Holm', status: 'Closed' },
      ]);
    const rule = detectionKinds.find(({ ruleId }) => ruleId !== undefined)!;
    const truth = truthOf([
      close('Rule fired on A', rule.id, '05'),
      close('Mail removed', 'phish-zap', '06'),
      close('Rule fired on B', rule.id, '07'),
      close('Mail removed', 'phish-zap', '08'),
      makeIncident({ incidentName: 'open' }, [{ at: '2026-10-09T08:00:00.000Z' }]),
    ]);

    // THEN an incident without a classification counts as undetermined
    const { detections } = measureTruth(truth, window);
    expect(
      detections.map(({ ruleId, title, incidents, byClassification }) => [ruleId, title, incidents, byClassification.Undetermined]),
    ).toEqual([
      [rule.ruleId, 'Rule fired on B', 2, 2],
      [null, 'Mail removed', 2, 2],
    ]);
  });

  it('splits the time to resolve between experts and customer', () => {
    // GIVEN 60 minutes of waiting inside 180, closed with the label still on, and a comment afterwards
    const labels = ['Defender Experts', 'Awaiting Customer Action'];
    const truth = truthOf([
      makeIncident({}, [
        { at: '2026-10-05T08:00:00.000Z' },
        { at: '2026-10-05T08:10:00.000Z', by: 'Automation rule - tag and route' },
        { at: '2026-10-05T08:30:00.000Z', by: 'Keiko Mori', status: 'Active', labels: ['Defender Experts'] },
        { at: '2026-10-05T10:00:00.000Z', by: 'Keiko Mori', status: 'Active', labels },
        { at: '2026-10-05T11:00:00.000Z', by: 'Keiko Mori', status: 'Closed', labels },
        { at: '2026-10-06T11:00:00.000Z', by: 'A customer', status: 'Closed', labels, closed: '2026-10-05T11:00:00.000Z' },
      ]),
    ]);

    // THEN automation is no acknowledgement, waiting ends with the closing, and the comment changes nothing
    const { times } = measureTruth(truth, window);
    expect(times.toAcknowledge.median).toBe(30);
    expect(times.toResolve.median).toBe(180);
    expect(times.customer.median).toBe(60);
    expect(times.expert.median).toBe(120);
  });

  it('takes the last close of a reopened incident and counts the reopening once', () => {
    const labels = ['Defender Experts'];
    const truth = truthOf([
      makeIncident({}, [
        { at: '2026-10-05T08:00:00.000Z' },
        { at: '2026-10-05T09:00:00.000Z', by: 'Nils Holm', status: 'Closed', labels },
        { at: '2026-10-07T09:00:00.000Z', by: 'A customer', status: 'Active', labels },
        { at: '2026-10-07T10:00:00.000Z', by: 'Nils Holm', status: 'Active', labels },
        { at: '2026-10-08T08:00:00.000Z', by: 'Nils Holm', status: 'Closed', labels },
      ]),
    ]);
    const measures = measureTruth(truth, window);
    expect([measures.resolved, measures.reopenings, measures.reopenedIncidents]).toEqual([1, 1, 1]);
    expect(measures.times.toResolve.median).toBe(72 * 60);
  });

  it('leaves out merged incidents and the test notification', () => {
    const truth = truthOf([
      makeIncident({ incidentName: 'merged' }, [
        { at: '2026-10-05T08:00:00.000Z' },
        { at: '2026-10-05T08:05:00.000Z', by: 'Alert Grouping', status: 'Closed', labels: ['redirected'] },
      ]),
      makeIncident({ incidentName: 'test', title: 'Defender Experts: Test Notification from Microsoft Defender Experts' }, [
        { at: '2026-10-05T08:00:00.000Z' },
      ]),
    ]);
    const measures = measureTruth(truth, window);
    expect([
      measures.created,
      measures.closed,
      measures.backlogAtEnd,
      measures.notifications.length,
      measures.times.unacknowledged,
    ]).toEqual([0, 0, 0, 0, 0]);
    expect(measures.pctResolved).toBeUndefined();
    expect(measures.times.toResolve).toEqual({ n: 0, mean: undefined, median: undefined, p90: undefined, negative: 0 });
  });

  it('tells which records a window holds, and on how many whole UTC days there was none', () => {
    // GIVEN a table with rows on the 3rd, twice on the 5th, in the last minute of the 6th, and on the 9th
    const atMs = (utc: string): number => Date.parse(utc) - Date.parse('2026-09-01T00:00:00Z');
    const quarter = (first: string, last: string, rows: number) => [atMs(first), atMs(last), rows] as const;
    const truth = {
      ...truthOf([]),
      records: [
        {
          table: 'Usage',
          quarters: [
            quarter('2026-10-03T23:50:00Z', '2026-10-03T23:50:00Z', 1),
            quarter('2026-10-05T10:01:00Z', '2026-10-05T10:02:00Z', 2),
            quarter('2026-10-06T23:59:00Z', '2026-10-06T23:59:59.999Z', 3),
            quarter('2026-10-09T00:00:00Z', '2026-10-09T00:00:00Z', 1),
          ],
        },
      ],
    };

    // WHEN the window begins and ends within UTC days
    const { records } = measureTruth(truth, { startUtc: '2026-10-03T22:00:00Z', endUtc: '2026-10-08T22:00:00Z' });
    const quiet = measureTruth(truth, { startUtc: '2026-10-06T00:00:00Z', endUtc: '2026-10-06T23:45:00Z' });

    // THEN the cut days are not judged: of the 4th to the 7th, two are empty
    expect(records).toEqual([
      {
        table: 'Usage',
        rows: 6,
        firstUtc: '2026-10-03T23:50:00.000Z',
        lastUtc: '2026-10-06T23:59:59.999Z',
        newestUtc: '2026-10-06T23:59:59.999Z',
        emptyDays: 2,
        daysWithRows: 3,
      },
    ]);
    expect(quiet.records).toMatchObject([{ rows: 0, firstUtc: null, lastUtc: null, newestUtc: '2026-10-05T10:02:00.000Z', emptyDays: 0 }]);
  });

  it('calls a recommendation overdue once its last local day is over', () => {
    // GIVEN recommendations due on 20 October: one never done, one done on the day after, one done before the window
    const advice = (id: string, doneUtc: string | null): TruthRecommendation => ({
      id,
      title: id,
      product: 'entra-id',
      createdUtc: '2026-09-20T08:00:00.000Z',
      dueDate: '2026-10-20',
      owner: 'Identity team',
      doneUtc,
      incidents: [],
    });
    const truth = {
      ...truthOf([]),
      recommendations: [advice('never', null), advice('late', '2026-10-21T06:00:00.000Z'), advice('early', '2026-09-30T10:00:00.000Z')],
    };
    const statesAt = (endUtc: string): readonly (readonly string[])[] =>
      measureTruth(truth, { startUtc: '2026-09-30T22:00:00Z', endUtc, timeZone: 'Europe/Amsterdam' }).ledgers.recommendations.map(
        ({ id, state }) => [id, state],
      );

    // THEN the day ends at 22:00 UTC in Amsterdam
    expect(statesAt('2026-10-20T21:45:00Z')).toEqual([
      ['late', 'open'],
      ['never', 'open'],
    ]);
    expect(statesAt('2026-10-20T22:00:00Z')).toEqual([
      ['late', 'overdue'],
      ['never', 'overdue'],
    ]);
    expect(statesAt('2026-10-31T23:00:00Z')).toEqual([
      ['late', 'done'],
      ['never', 'overdue'],
    ]);
  });
});

interface Step {
  readonly at: string;
  readonly by?: string;
  readonly status?: TruthState['status'];
  readonly severity?: TruthState['severity'];
  readonly labels?: readonly string[];
  readonly closed?: string;
}

function makeIncident(more: Partial<TruthIncident>, steps: readonly Step[]): TruthIncident {
  const states = steps.map(({ at, by = 'Alert Grouping', status = 'New', severity = 'Medium', labels = [], closed }): TruthState => ({
    atUtc: at,
    modifiedBy: by,
    status,
    severity,
    owner: '',
    labels,
    tasks: [],
    classification: '',
    classificationReason: '',
    comments: [],
    closedUtc: status === 'Closed' ? (closed ?? at) : null,
    alertIds: [],
  }));
  const createdUtc = steps[0]!.at;
  return {
    incidentName: 'one',
    incidentNumber: 1,
    providerIncidentId: '1',
    title: 'Something happened',
    story: 'planted',
    detectionId: 'phish-zap',
    createdUtc,
    firstActivityUtc: createdUtc,
    lastActivityUtc: createdUtc,
    firstModifiedUtc: states[1]?.atUtc ?? null,
    states,
    alerts: [] satisfies TruthAlert[],
    ...more,
  };
}

function truthOf(incidents: readonly TruthIncident[]): Truth {
  return {
    version: 1,
    customer: { name: 'Contoso', domain: 'contoso.com', tenantId: '' },
    seed: '',
    scale: 1,
    timeZone: 'UTC',
    startUtc: '2026-09-01T00:00:00.000Z',
    endUtc: '2026-12-01T00:00:00.000Z',
    incidents,
    hunts: [],
    recommendations: [],
    volumes: [],
    records: [],
    signIns: [],
    riskyUsers: [],
    ingestion: [],
    rules: [],
    connectors: [],
    automationRuns: [],
    ruleChanges: [],
    workspaceQueries: [],
    dataWarnings: [],
    riskDetections: [],
    secureScores: [],
    weaknesses: [],
    antivirus: null,
    fleet: { devices: 0, onboarded: 0, sensorHealthy: 0, highExposure: 0 },
  };
}
