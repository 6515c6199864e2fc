import { describe, expect, it } from 'vitest';
import { useFolders } from '../tables/testing/folder-fixture.ts';
import { openLocalWorkspace } from './open-local-workspace.ts';

const makeFolder = useFolders();
const clock = { now: () => Date.UTC(2026, 9, 31) };
const october = { start: '2026-10-01T00:00:00Z', end: '2026-11-01T00:00:00Z' };

describe('a local workspace', () => {
  it('answers KQL over the files of a folder, within a window', async () => {
    // GIVEN sign-ins of two months in two kinds of files
    const folder = await makeFolder({
      'SigninLogs.2026-09.csv': 'TimeGenerated [UTC],UserPrincipalName,ResultType\n"9/30/2026, 11:59:59.999 PM",ada@contoso.com,0\n',
      'SigninLogs.2026-10.ndjson':
        '{"TimeGenerated":"2026-10-01T00:00:00Z","UserPrincipalName":"ada@contoso.com","ResultType":"50126"}\n{"TimeGenerated":"2026-10-02T00:00:00Z","UserPrincipalName":"bob@contoso.com","ResultType":"0"}\n',
    });
    const workspace = await openLocalWorkspace(folder, { clock });
    // WHEN asked in October, and without a window
    const query = 'SigninLogs | summarize Count = count() by UserPrincipalName | sort by UserPrincipalName asc';
    const inOctober = await workspace.query(query, october);
    const ever = await workspace.query(query, undefined);
    // THEN the window holds
    expect(inOctober).toMatchObject({
      status: 'complete',
      columns: [
        { name: 'UserPrincipalName', type: 'string' },
        { name: 'Count', type: 'long' },
      ],
      rows: [
        ['ada@contoso.com', 1],
        ['bob@contoso.com', 1],
      ],
    });
    expect(ever).toMatchObject({
      rows: [
        ['ada@contoso.com', 2],
        ['bob@contoso.com', 1],
      ],
    });
  });

  it('carries broken lines into the result as a reason why it is partial', async () => {
    // GIVEN a file with a broken line
    const folder = await makeFolder({ 'SigninLogs.csv': 'TimeGenerated,Id\n2026-10-01,1\nbroken\n' });
    const workspace = await openLocalWorkspace(folder, { clock });
    // WHEN asked
    const result = await workspace.query('SigninLogs | count', october);
    // THEN the count is there and marked
    expect(result).toMatchObject({
      status: 'partial',
      rows: [[1]],
      partial: [
        { code: 'rows-skipped', message: 'SigninLogs.csv: 1 line could not be read, first at line 3 (1 field where the header has 2)' },
      ],
    });
  });

  it('says that rows without a time are missing from a window, and that a table is missing', async () => {
    // GIVEN audit rows without any time, and nothing else
    const folder = await makeFolder({ 'AuditLogs_Hunting.csv': 'Id\n1\n' });
    const workspace = await openLocalWorkspace(folder, { clock });
    // WHEN asked THEN neither looks like a clean zero
    expect(await workspace.query('AuditLogs | count', undefined)).toMatchObject({ status: 'complete', rows: [[1]] });
    expect(await workspace.query('AuditLogs | count', october)).toMatchObject({
      status: 'partial',
      rows: [[0]],
      partial: [{ code: 'time-column-missing' }],
    });
    expect(await workspace.query('SigninLogs | count', october)).toMatchObject({
      status: 'failed',
      reason: 'table-missing',
      missingTables: ['SigninLogs'],
    });
  });

  it.each(['Nope_CL', '  Nope_CL // all of it', 'Nope_CL | count', 'let from = 1; Nope_CL'])(
    'takes the unknown name of "%s" for a table',
    async (text) => {
      // GIVEN a folder without that table
      const workspace = await openLocalWorkspace(await makeFolder({ 'SigninLogs.csv': 'TimeGenerated\n2026-10-01\n' }), { clock });
      // WHEN asked THEN it is missing, as the service has it
      expect(await workspace.query(text, undefined)).toMatchObject({
        status: 'failed',
        reason: 'table-missing',
        missingTables: ['Nope_CL'],
      });
    },
  );

  it('does not take an unknown column for a table', async () => {
    const workspace = await openLocalWorkspace(await makeFolder({ 'SigninLogs.csv': 'TimeGenerated\n2026-10-01\n' }), { clock });
    expect(await workspace.query('SigninLogs | where Nope_CL', undefined)).toMatchObject({ status: 'failed', reason: 'invalid' });
  });

  it('describes what it covers', async () => {
    // GIVEN a table
    const folder = await makeFolder({ 'SigninLogs.csv': 'TimeGenerated,Id\n2026-10-01,1\n' });
    // WHEN described
    const coverage = await (await openLocalWorkspace(folder, { clock })).coverage();
    // THEN its times are told
    expect(coverage).toMatchObject([{ table: 'SigninLogs', rowCount: 1, firstTime: '2026-10-01T00:00:00.0000000Z' }]);
  });
});
