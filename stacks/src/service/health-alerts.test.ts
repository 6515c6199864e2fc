import { createKqlEngine, createMemoryTables, tableNames } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';
import { actionGroupShortName, planHealthAlerts } from './health-alerts.ts';

const office = { kind: 'office-365', exchange: true, sharePoint: true, teams: true, reason: 'test' } as const;

describe('alerts on the health of a workspace', () => {
  const alerts = planHealthAlerts({ connectors: [office, { kind: 'entra-diagnostics', categories: [], reason: 'test' }] });

  it('ask for silence of exactly the tables that are filled every day', () => {
    const query = alerts.find(({ key }) => key === 'ingestion-stopped')?.query ?? '';
    expect(query).toContain('["AADNonInteractiveUserSignInLogs", "AuditLogs", "OfficeActivity", "SigninLogs"]');
    expect(planHealthAlerts({ connectors: [{ kind: 'defender-xdr', reason: 'alerts may be silent' }] }).map(({ key }) => key)).toEqual([
      'daily-cap-reached',
      'rule-disabled',
      'rule-failing',
      'connector-failing',
    ]);
  });

  it('are queries that the workspace takes, and split by a column that they output', async () => {
    const engine = createKqlEngine({
      provider: createMemoryTables({ tables: Object.fromEntries(tableNames().map((name) => [name, []])), description: 'the known tables' }),
      clock: { now: () => Date.parse('2026-10-01T12:00:00Z') },
    });
    for (const { key, query, dimension } of alerts) {
      const { diagnostics, columns } = await engine.analyse(query);
      // `_LogOperation` is a function of the workspace, which the parser does not know.
      const errors = diagnostics.filter(({ severity, message }) => severity === 'error' && !message.includes('_LogOperation'));
      expect(errors, key).toEqual([]);
      if (dimension !== undefined)
        expect(
          columns?.map(({ name }) => name),
          key,
        ).toContain(dimension);
    }
  });

  it('find a table that fell silent and a rule that somebody switched off', async () => {
    // GIVEN a workspace in which one of two tables delivers, and an audit record of a rule that is off now
    const now = '2026-10-01T12:00:00Z';
    const tables = {
      Usage: [{ TimeGenerated: '2026-10-01T08:00:00Z', DataType: 'OfficeActivity', Quantity: 3 }],
      SentinelHealth: [
        { TimeGenerated: '2026-10-01T11:30:00Z', SentinelResourceType: 'Analytics Rule', SentinelResourceName: 'Good', Status: 'Success' },
      ],
      SentinelAudit: [
        {
          TimeGenerated: '2026-10-01T11:40:00Z',
          SentinelResourceType: 'Analytic Rule',
          SentinelResourceName: 'Switched off',
          ExtendedProperties: { UpdatedResourceState: '{"properties":{"enabled": false}}' },
        },
        {
          TimeGenerated: '2026-10-01T11:41:00Z',
          SentinelResourceType: 'Analytic Rule',
          SentinelResourceName: 'Still on',
          ExtendedProperties: { UpdatedResourceState: '{"properties":{"enabled": true}}' },
        },
      ],
    };
    const engine = createKqlEngine({
      provider: createMemoryTables({ tables, description: 'the case' }),
      clock: { now: () => Date.parse(now) },
    });
    const rowsOf = async (key: string): Promise<unknown> => {
      const query = alerts.find((alert) => alert.key === key)?.query ?? '';
      const outcome = await engine.query(query, { start: '2026-09-30T12:00:00Z', end: now });
      return outcome.status === 'complete' ? outcome.rows : outcome;
    };
    // THEN
    expect(await rowsOf('rule-disabled')).toEqual([['Switched off']]);
    expect(await rowsOf('ingestion-stopped')).toEqual([['AADNonInteractiveUserSignInLogs'], ['AuditLogs'], ['SigninLogs']]);
  });
});

describe('the short name of an action group', () => {
  it('has at most twelve characters', () => {
    for (const id of ['abc', 'contoso', 'a-very-long-name-of-a-customer']) {
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- any text will do
      const plan = { customer: { id } } as Parameters<typeof actionGroupShortName>[0];
      expect(actionGroupShortName(plan)).toMatch(/^[a-z0-9]{1,12}$/u);
    }
  });
});
