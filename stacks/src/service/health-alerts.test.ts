import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HealthQuery } from '@mxdr/detections';
import { healthQuerySchema, loadContentFiles } from '@mxdr/detections';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HealthAlert } from './health-alerts.ts';
import { actionGroupShortName, planHealthAlerts, planHealthQueries } from './health-alerts.ts';

const folder = fileURLToPath(new URL('../../content/health', import.meta.url));
const office = { kind: 'office-365', exchange: true, sharePoint: true, teams: true, reason: 'test' } as const;
const entra = { kind: 'entra-diagnostics', categories: [], reason: 'test' } as const;

let queries: readonly HealthQuery[];

beforeAll(async () => {
  queries = (await loadContentFiles(healthQuerySchema, folder)).items.map(({ value }) => value);
});

describe('alerts on the health of a workspace', () => {
  const keysOf = (alerts: readonly HealthAlert[]): readonly string[] => alerts.map(({ key }) => key).toSorted();

  it('ask for silence of exactly the tables that are filled every day', () => {
    const query = planHealthAlerts({ connectors: [office, entra] }, queries).find(({ key }) => key === 'ingestion-stopped')?.query ?? '';
    expect(query).toContain('datatable(Table: string) ["AADNonInteractiveUserSignInLogs", "AuditLogs", "OfficeActivity", "SigninLogs"]');
    expect(keysOf(planHealthAlerts({ connectors: [{ kind: 'defender-xdr', reason: 'alerts may be silent' }] }, queries))).toEqual([
      'connector-failing',
      'daily-cap-reached',
      'rule-disabled',
      'rule-failing',
    ]);
  });

  it('are the saved queries, word for word, and come in an order of their own', () => {
    const workspace = { connectors: [office] };
    const saved = planHealthQueries(workspace, queries);
    expect(saved.length).toBe(queries.length);
    for (const { displayName, query } of planHealthAlerts(workspace, queries))
      expect(saved.find(({ name }) => name === displayName)?.query).toBe(query);
    expect(planHealthQueries(workspace, queries.toReversed())).toEqual(saved);
  });
});

describe('the folder of health queries', () => {
  it('holds at least twelve', () => {
    expect(path.basename(folder)).toBe('health');
    expect(queries.length).toBeGreaterThanOrEqual(12);
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
