import { describe, expect, it } from 'vitest';
import { measureTruth } from './measure-truth.ts';
import type { TruthMeasures } from './measure-truth.ts';
import { simulateTenant } from './simulation.ts';
import { describeDistribution } from './statistics.ts';
import type { Truth, TruthAlert, TruthIncident, TruthState } from './truth.ts';

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);
const window = { startUtc: '2026-10-01T00:00:00Z', endUtc: '2026-11-01T00:00:00Z' };

describe('measureTruth on a made-up tenant', () => {
  const simulation = simulateTenant({ scale: 0.3 });
  const truth = simulation.truth();
  const months = {
    'Europe/Amsterdam': ['2026-07-31T22:00:00Z', '2026-08-31T22:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    'Asia/Kolkata': ['2026-07-31T18:30:00Z', '2026-08-31T18:30:00Z', '2026-09-30T18:30:00Z', '2026-10-31T18:30:00Z'],
  };

  it.each(Object.entries(months))('adds up in every month of %s', (_zone, boundaries) => {
    for (const [index, endUtc] of boundaries.slice(1).entries()) {
      const measures = measureTruth(truth, { startUtc: boundaries[index]!, endUtc });
      expect(brokenSums(measures)).toEqual([]);
    }
  });

  it('adds up over neighbouring windows for everything that is an event', () => {
    // GIVEN two months and the time that they cover together
    const [start, middle, end] = ['2026-08-31T22:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'] as const;
    const first = measureTruth(truth, { startUtc: start, endUtc: middle });
    const second = measureTruth(truth, { startUtc: middle, endUtc: end });
    const both = measureTruth(truth, { startUtc: start, endUtc: end });

    // THEN creations, first reports, hunts and log rows add up
    expect(first.ledgers.huntsRun + second.ledgers.huntsRun).toBe(both.ledgers.huntsRun);
    expect(first.alerts.firstReported + second.alerts.firstReported).toBe(both.alerts.firstReported);
    expect(first.volumes.map((volume, index) => volume.rows + (second.volumes[index]?.rows ?? 0))).toEqual(
      both.volumes.map((volume) => volume.rows),
    );
  });

  it('counts as many log rows as there are, in each window and kind', () => {
    const startUtc = '2026-10-24T22:00:00.000Z';
    const endUtc = '2026-10-25T23:00:00.000Z';
    const { volumes } = measureTruth(truth, { startUtc, endUtc });
    const rowsOf = (table: string) =>
      [...simulation.rows(table)].filter(({ TimeGenerated: time }) => typeof time === 'string' && time >= startUtc && time < endUtc);
    const kindsOf = (table: string) => volumes.find((volume) => volume.table === table)?.byKind ?? {};

    // THEN the truth, which never built a row, agrees with the rows
    expect(volumes.map(({ table, rows }) => [table, rows])).toEqual(volumes.map(({ table }) => [table, rowsOf(table).length]));
    expect(kindsOf('SigninLogs')['failure']).toBe(rowsOf('SigninLogs').filter((row) => row['ResultType'] !== '0').length);
    expect(kindsOf('EmailEvents')['phish-delivered']).toBe(
      rowsOf('EmailEvents').filter((row) => row['ThreatTypes'] === 'Phish' && row['DeliveryAction'] === 'Delivered').length,
    );
  });

  it('counts the same devices as DeviceInfo tells in ten days', () => {
    const devices = new Set(
      [...simulation.rows('DeviceInfo')].filter((row) => row['MergedToDeviceId'] === undefined).map((row) => row['DeviceId']),
    );
    expect(truth.fleet.devices).toBe(devices.size);
  });

  it('tells a story from month to month', () => {
    const [august, , october] = months['Europe/Amsterdam']
      .slice(1)
      .map((endUtc, index) => measureTruth(truth, { startUtc: months['Europe/Amsterdam'][index]!, endUtc }));
    expect(october!.created).toBeGreaterThan(august!.created);
    expect(truth.incidents.some((incident) => incident.story === 'intrusion' && incident.createdUtc > '2026-10')).toBe(true);
  });

  it('refuses a window that cuts through a quarter of an hour', () => {
    expect(() => measureTruth(truth, { startUtc: '2026-10-01T00:07:00Z', endUtc: '2026-10-02T00:00:00Z' })).toThrow(
      expect.objectContaining({ code: 'MXDR-SIMULATION-WINDOW' }),
    );
    expect(() => measureTruth(truth, { startUtc: '2026-10-02T00:00:00Z', endUtc: '2026-10-02T00:00:00Z' })).toThrow(
      expect.objectContaining({ code: 'MXDR-SIMULATION-WINDOW' }),
    );
  });
});

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
    expect([measures.created, measures.closed, measures.backlogAtEnd, measures.notificationsSent, measures.times.unacknowledged]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(measures.pctResolved).toBeUndefined();
    expect(measures.times.toResolve).toEqual({ n: 0, mean: undefined, median: undefined, p90: undefined });
  });
});

describe('describeDistribution', () => {
  it('gives percentiles that exist, by nearest rank', () => {
    expect(describeDistribution([4, 1, 3, 2])).toEqual({ n: 4, mean: 2.5, median: 2, p90: 4 });
    expect(describeDistribution([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).p90).toBe(90);
  });
});

/** Names of the sums that do not add up. */
function brokenSums(measures: TruthMeasures): readonly string[] {
  const { times, tasks, alerts, users, volumes } = measures;
  const equalities: readonly (readonly [name: string, left: number, right: number])[] = [
    ['created by severity', sum(measures.createdBySeverity), measures.created],
    ['investigated by severity', sum(measures.investigatedBySeverity), measures.investigated],
    ['resolved by severity', sum(measures.resolvedBySeverity), measures.resolved],
    ['closed by classification', sum(measures.closedByClassification), measures.closed],
    ['resolved by classification', sum(measures.resolvedByClassification), measures.resolved],
    ['backlog by severity', sum(measures.backlogBySeverity), measures.backlogAtEnd],
    ['directly and with help', measures.resolvedDirectly + measures.resolvedWithHelp, measures.resolved],
    ['acknowledged and not', times.toFirstHuman.n + times.unacknowledged, measures.created],
    [
      'expert and customer time',
      Math.round(times.expertTotal + times.customerTotal),
      Math.round((times.toResolve.mean ?? 0) * measures.resolved),
    ],
    ['tasks by incident', tasks.incidents.reduce((total, item) => total + item.actions, 0), sum({ ...tasks.issued })],
    ['alerts by product', sum(alerts.reportedByProduct), alerts.reported],
    ['rows by kind', volumes.reduce((total, { byKind }) => total + sum(byKind), 0), volumes.reduce((total, { rows }) => total + rows, 0)],
  ];
  const orders: readonly (readonly [name: string, holds: boolean])[] = [
    ['investigated within created', measures.investigated <= measures.created && measures.created > 0],
    ['resolved within closed', measures.resolved <= measures.closed],
    ['first reported within reported', alerts.firstReported <= alerts.reported],
    ['most impacted first', users.every((user, index) => index === 0 || user.incidents <= users[index - 1]!.incidents)],
  ];
  return [
    ...equalities.filter(([, left, right]) => left !== right).map(([name]) => name),
    ...orders.filter(([, holds]) => !holds).map(([name]) => name),
  ];
}

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
    riskyUsers: [],
    ingestion: [],
    fleet: { devices: 0, onboarded: 0, sensorHealthy: 0, highExposure: 0 },
  };
}
