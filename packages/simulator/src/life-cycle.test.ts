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

describe('the life of an incident', () => {
  it('obeys its laws for every seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const incidents = incidentsOf(seed);
        expect(new Set(incidents.map((incident) => incident.incidentName)).size).toBe(incidents.length);
        for (const incident of incidents) {
          const { states } = incident;
          expect(states[0]?.atUtc).toBe(incident.createdUtc);
          expect(states[0]?.status).toBe('New');
          for (const [index, state] of states.entries()) {
            const before = states[index - 1];
            if (before) expect(state.atUtc > before.atUtc).toBe(true);
            expect(state.closedUtc === null).toBe(state.status !== 'Closed');
            if (state.closedUtc !== null) expect(state.closedUtc <= state.atUtc).toBe(true);
            if (before) expect(before.alertIds.every((id) => state.alertIds.includes(id))).toBe(true);
            for (const task of state.tasks)
              expect(task.createdTimeUtc <= task.lastModifiedTimeUtc && task.lastModifiedTimeUtc <= state.atUtc).toBe(true);
            for (const task of before?.tasks ?? []) {
              const now = state.tasks.find((candidate) => candidate.taskId === task.taskId);
              if (['completed', 'failed', 'notRelevant'].includes(task.status)) expect(now).toEqual(task);
            }
          }
          const { expert, customer } = splitTime(incident, states);
          expect(customer).toBeGreaterThanOrEqual(0);
          expect(expert).toBeGreaterThanOrEqual(-1e-6);
        }
        const alerts = incidents.flatMap((incident) => incident.alerts.map((alert) => alert.systemAlertId));
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
    for (const child of incidentsOf('merge').filter((incident) => incident.mergedInto !== undefined)) {
      const parent = incidentsOf('merge').find((incident) => incident.incidentName === child.mergedInto)!;
      const held = new Set(parent.states.at(-1)!.alertIds);
      expect(child.alerts.length).toBeGreaterThan(0);
      for (const alert of child.alerts)
        if (child.states.at(-1)!.alertIds.includes(alert.systemAlertId)) expect(held.has(alert.systemAlertId)).toBe(true);
    }
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
    const alerts = [...simulation.rows('SecurityAlert')];
    const known = new Set(alerts.map((row) => row['SystemAlertId']));
    for (const row of rows) for (const id of row['AlertIds'] as string[]) expect(known.has(id)).toBe(true);
    for (const alert of alerts) {
      const text = String(alert['Entities']);
      const ids = new Set([...text.matchAll(/"\$id":"(\d+)"/g)].map((match) => match[1]));
      for (const reference of text.matchAll(/"\$ref":"(\d+)"/g)) expect(ids.has(reference[1])).toBe(true);
    }
    expect(alerts.some((row) => row['IsIncident'] === true)).toBe(true);
    expect(alerts.length).toBeGreaterThan(known.size);
    expect(alerts.some((row) => String(row['Entities']).includes('"$ref"'))).toBe(true);
  });

  it('leaves RelatedAnalyticRuleIds empty for Defender incidents and filled for rules of the workspace', () => {
    for (const row of rows) expect((row['RelatedAnalyticRuleIds'] as string[]).length > 0).toBe(row['ProviderName'] === 'Azure Sentinel');
  });
});
