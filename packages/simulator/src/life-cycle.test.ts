import type { JsonValue } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTime } from './measure-times.ts';
import { simulateTenant } from './simulation.ts';
import type { TruthIncident } from './truth.ts';

const quarter = { start: '2026-08-31T22:00:00Z', end: '2026-10-31T23:00:00Z', scale: 0.1 };
const test = 'Defender Experts: Test Notification from Microsoft Defender Experts';

function incidentsOf(seed: string | number): readonly TruthIncident[] {
  return simulateTenant({ ...quarter, seed }).truth().incidents;
}

/** Everything in an incident's life that breaks a law, in words. */
function brokenLaws(incident: TruthIncident): readonly string[] {
  const laws = incident.states.flatMap((state, index) => {
    const before = incident.states[index - 1];
    const ended = (before?.tasks ?? []).filter((task) => ['completed', 'failed', 'notRelevant'].includes(task.status));
    return [
      { law: 'time goes forward', holds: before === undefined ? state.atUtc === incident.createdUtc : state.atUtc > before.atUtc },
      { law: 'it begins as new', holds: before !== undefined || state.status === 'New' },
      { law: 'it has a closing time while closed, and only then', holds: (state.closedUtc === null) === (state.status !== 'Closed') },
      { law: 'it is closed in the past', holds: state.closedUtc === null || state.closedUtc <= state.atUtc },
      { law: 'it loses no alert', holds: (before?.alertIds ?? []).every((id) => state.alertIds.includes(id)) },
      {
        law: 'tasks change in order',
        holds: state.tasks.every((task) => task.createdTimeUtc <= task.lastModifiedTimeUtc && task.lastModifiedTimeUtc <= state.atUtc),
      },
      {
        law: 'an ended task stays as it is',
        holds: ended.every((task) => state.tasks.some((now) => JSON.stringify(now) === JSON.stringify(task))),
      },
    ];
  });
  const { expert, customer } = splitTime(incident, incident.states);
  return [...laws, { law: 'times are not negative', holds: customer >= 0 && expert >= -1e-6 }]
    .filter(({ holds }) => !holds)
    .map(({ law }) => law);
}

describe('the life of an incident', () => {
  it('obeys its laws for every seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        // GIVEN the incidents of any seed
        const incidents = incidentsOf(seed);

        // THEN none breaks a law, and names and alerts are unique
        const alerts = incidents.flatMap((incident) => incident.alerts.map((alert) => alert.systemAlertId));
        expect(incidents.flatMap(brokenLaws)).toEqual([]);
        expect(new Set(incidents.map((incident) => incident.incidentName)).size).toBe(incidents.length);
        expect(new Set(alerts).size).toBe(alerts.length);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('shows every trap at any scale and seed', () => {
    for (const seed of ['one', 'two']) {
      const incidents = incidentsOf(seed);
      const ends = incidents.map((incident) => incident.states.at(-1)!);
      const statuses = new Set(ends.flatMap((state) => state.tasks).map((task) => task.status));
      expect(
        incidents.some((incident) =>
          incident.states.some((state, index) => state.status === 'Active' && incident.states[index - 1]?.status === 'Closed'),
        ),
      ).toBe(true);
      expect(incidents.some((incident) => incident.mergedInto !== undefined && incident.states.at(-1)?.labels.includes('redirected'))).toBe(
        true,
      );
      expect(incidents.some((incident) => incident.states[1]?.modifiedBy.includes('Automation rule'))).toBe(true);
      expect(incidents.some((incident) => incident.title === test)).toBe(true);
      expect(incidents.some((incident) => incident.title.startsWith('Defender Experts') && incident.title !== test)).toBe(true);
      expect(ends.some((state) => state.closedUtc === null)).toBe(true);
      expect([...statuses].sort()).toEqual(['completed', 'failed', 'inProgress', 'notRelevant', 'open']);
      expect(ends.some((state) => state.status === 'Closed' && state.labels.includes('Awaiting Customer Action'))).toBe(true);
      expect(
        incidents.some(
          (incident) =>
            incident.states.at(-1)?.closedUtc &&
            Date.parse(incident.states.at(-1)!.closedUtc!) - Date.parse(incident.createdUtc) > 13 * 86_400_000,
        ),
      ).toBe(true);
      expect(
        incidents.some((incident) =>
          incident.states.some(
            (state, index) =>
              state.status === 'Closed' &&
              index < incident.states.length - 1 &&
              state.comments.length < incident.states.at(-1)!.comments.length,
          ),
        ),
      ).toBe(true);
    }
  });

  it('hands the alerts of a merged incident to the one that takes it in', () => {
    // GIVEN incidents, some of which were merged
    const incidents = incidentsOf('merge');
    const merged = incidents.filter((incident) => incident.mergedInto !== undefined);

    // THEN the other one names their alerts at the end
    const lost = merged.flatMap((child) => {
      const parent = incidents.find((incident) => incident.incidentName === child.mergedInto);
      return child.alerts.filter((alert) => parent?.states.at(-1)?.alertIds.includes(alert.systemAlertId) !== true);
    });
    expect(merged.flatMap((child) => child.alerts).length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });
});

describe('SecurityIncident and SecurityAlert rows', () => {
  const simulation = simulateTenant({ ...quarter, scale: 0.4 });
  const rows = [...simulation.rows('SecurityIncident')];

  it('has a row for each change, and a few rows twice', () => {
    const changes = simulation.truth().incidents.reduce((total, incident) => total + incident.states.length, 0);
    const distinct = new Set(rows.map((row) => JSON.stringify(row)));
    expect(distinct.size).toBe(changes);
    expect(rows.length).toBeGreaterThan(changes);
    expect(rows.length).toBeLessThan(changes * 1.06);
  });

  it('has empty closing times and empty first changes where there is none', () => {
    expect(rows.some((row) => row['ClosedTime'] === null && row['Status'] !== 'Closed')).toBe(true);
    expect(rows.every((row) => (row['ClosedTime'] === null) === (row['Status'] !== 'Closed'))).toBe(true);
    expect(rows.some((row) => row['FirstModifiedTime'] === null)).toBe(true);
  });

  it('names alerts that exist, with entities whose references lead somewhere', () => {
    // GIVEN alerts and the incidents that name them
    const alerts = [...simulation.rows('SecurityAlert')];
    const known = new Set(alerts.map((row) => row['SystemAlertId']));
    const entities = alerts.map((row) => JSON.stringify(JSON.parse(textOf(row['Entities']))));
    const lostReferences = entities.filter((text) => {
      const ids = new Set(Array.from(text.matchAll(/"\$id":"(\d+)"/g), (match) => match[1]));
      return [...text.matchAll(/"\$ref":"(\d+)"/g)].some((match) => !ids.has(match[1]));
    });

    // THEN no name and no reference leads nowhere, and the shapes that trip readers are there
    expect(rows.flatMap((row) => listOf(row['AlertIds'])).filter((id) => !known.has(id))).toEqual([]);
    expect(lostReferences).toEqual([]);
    expect(entities.some((text) => text.includes('"$ref"'))).toBe(true);
    expect(alerts.some((row) => row['IsIncident'] === true)).toBe(true);
    expect(alerts.length).toBeGreaterThan(known.size);
  });

  it('leaves RelatedAnalyticRuleIds empty for Defender incidents and filled for rules of the workspace', () => {
    for (const row of rows) expect(listOf(row['RelatedAnalyticRuleIds']).length > 0).toBe(row['ProviderName'] === 'Azure Sentinel');
  });
});

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
