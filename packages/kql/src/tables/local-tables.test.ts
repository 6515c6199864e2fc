import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeCoverage } from './describe-coverage.ts';
import { readRows, useFolders } from './testing/folder-fixture.ts';
import { openLocalTables } from './local-tables.ts';

const makeFolder = useFolders();
const row = 'TimeGenerated,Id\n2026-01-01,1\n';

async function tableNamesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const tables = await openLocalTables(await makeFolder(files));
  return (await tables.list()).map((info) => info.name);
}

describe('which table a file is', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['its exact name', 'SigninLogs.csv', 'SigninLogs'],
    ['its name in other letters', 'azure_activity.csv', 'AzureActivity'],
    ['its name with something behind it', 'AuditLogs_Hunting.csv', 'AuditLogs'],
    ['its name with a date', 'office-activity-2026-10-01.csv', 'OfficeActivity'],
    ['its name before a dot', 'SigninLogs.2026-10.csv', 'SigninLogs'],
    ['its folder', 'SigninLogs/2026/10/PT1H.csv', 'SigninLogs'],
    ['its folder in a storage export', 'am-SigninLogs/y=2026/m=10/PT05M.csv', 'SigninLogs'],
    ['its own name as a custom table', 'Alert_Mine_CL.csv', 'Alert_Mine_CL'],
    ['the custom table of its folder', 'Mine_CL/part.csv', 'Mine_CL'],
  ];
  for (const [what, file, table] of cases) {
    it(`is told by ${what}`, async () => {
      expect(await tableNamesOf({ [file]: row })).toEqual([table]);
    });
  }

  it('is told by the column Type where the name says nothing', async () => {
    // GIVEN rows that say what they are
    const files = { 'logins-of-ada.csv': 'TimeGenerated,Type,Id\n2026-01-01,SigninLogs,1\n', 'x-1.ndjson': '{"Type":"AuditLogs"}\n' };
    // WHEN opened THEN they are that
    expect(await tableNamesOf(files)).toEqual(['AuditLogs', 'SigninLogs']);
  });

  it('is told by tables.yaml before all else', async () => {
    // GIVEN a mapping
    const files = {
      'tables.yaml': 'SigninLogs.csv: Mine_CL\nnotes/x.csv: AuditLogs\nold.csv: ignore\n',
      'SigninLogs.csv': row,
      'notes/x.csv': row,
      'old.csv': 'no,table\n"',
    };
    // WHEN opened THEN it holds
    expect(await tableNamesOf(files)).toEqual(['AuditLogs', 'Mine_CL']);
  });

  it('is an error when it is not clear, with all files at once', async () => {
    // GIVEN rows of two tables in one file, a name that is no table, and a folder that contradicts its file
    const folder = await makeFolder({
      'x-1.csv': 'Type,Id\nSigninLogs,1\nAuditLogs,2\n',
      '2026-10.csv': row,
      'SigninLogs/AuditLogs.csv': row,
    });
    // WHEN opened THEN each is named, with the mend
    await expect(openLocalTables(folder)).rejects.toMatchObject({
      code: 'MXDR-TABLES-NAME',
      why: expect.stringMatching(/2026-10\.csv[^]*SigninLogs\/AuditLogs\.csv[^]*x-1\.csv.*AuditLogs/),
      mend: expect.stringContaining('tables.yaml'),
    });
  });

  it('is an error when the same rows seem to be there twice', async () => {
    const folder = await makeFolder({ 'SigninLogs.csv': row, 'SigninLogs.ndjson': '{}\n' });
    await expect(openLocalTables(folder)).rejects.toMatchObject({ code: 'MXDR-TABLES-TWICE', why: 'SigninLogs.csv and SigninLogs.ndjson' });
  });
});

describe('a folder of tables', () => {
  it('that is not there is an error with its path', async () => {
    await expect(openLocalTables('/no/such/folder')).rejects.toMatchObject({
      code: 'MXDR-TABLES-FOLDER',
      message: expect.stringContaining('/no/such/folder'),
    });
  });

  it('does not follow links that lead out of it, and reads those that stay inside', async () => {
    // GIVEN another customer's folder and a link to it
    const other = await makeFolder({ 'SigninLogs.csv': row });
    const folder = await makeFolder({ 'data/one.csv': 'TimeGenerated,Type,Id\n2026-01-01,SigninLogs,1\n' });
    await symlink(join(folder, 'data/one.csv'), join(folder, 'AuditLogs.csv'));
    expect((await (await openLocalTables(folder)).list()).map((info) => info.name)).toEqual(['AuditLogs', 'SigninLogs']);
    await symlink(join(other, 'SigninLogs.csv'), join(folder, 'AACAudit.csv'));
    // WHEN opened THEN it is refused
    await expect(openLocalTables(folder)).rejects.toMatchObject({ code: 'MXDR-TABLES-LINK-OUTSIDE' });
  });

  it('declares tables of its own in schemas.yaml', async () => {
    // GIVEN a schema and a file
    const folder = await makeFolder({
      'schemas.yaml': 'Badge_CL:\n  TimeGenerated: datetime\n  Code: string\n',
      'Badge_CL.csv': 'TimeGenerated,Code\n2026-01-01,12\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN the declared type counts, not the guess
    expect(await readRows(tables, 'Badge_CL', ['Code'])).toEqual([['12']]);
  });

  it('names every wrong line of schemas.yaml', async () => {
    const folder = await makeFolder({ 'schemas.yaml': 'Badge_CL:\n  A: text\n  B: number\n' });
    await expect(openLocalTables(folder)).rejects.toMatchObject({
      code: 'MXDR-TABLES-SETTINGS',
      why: expect.stringMatching(/:2:\d+ .*Badge_CL\.A[^]*:3:\d+ .*Badge_CL\.B/),
    });
  });

  it('widens a guessed type where its files differ', async () => {
    // GIVEN a column that is a number in one file and text in the other
    const folder = await makeFolder({ 'Mine_CL.1.csv': 'TimeGenerated,A,B\n2026-01-01,1,2\n', 'Mine_CL.2.ndjson': '{"A":"x","B":0.5}\n' });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN both values are kept
    expect(await readRows(tables, 'Mine_CL', ['A', 'B'])).toEqual([
      ['1', 2],
      ['x', 0.5],
    ]);
  });

  it('refuses UTF-16 rather than read nonsense', async () => {
    const folder = await makeFolder({ 'SigninLogs.csv': Buffer.from('\uFEFFId\n1\n', 'utf16le') });
    await expect(openLocalTables(folder)).rejects.toMatchObject({ code: 'MXDR-TABLES-FORMAT', why: expect.stringContaining('UTF-16') });
  });

  it('names a file that disappeared', async () => {
    // GIVEN an open folder whose file goes away
    const folder = await makeFolder({ 'SigninLogs.csv': row });
    const tables = await openLocalTables(folder);
    await rm(join(folder, 'SigninLogs.csv'));
    // WHEN read THEN the error names it
    await expect(readRows(tables, 'SigninLogs', ['Id'])).rejects.toMatchObject({
      code: 'MXDR-TABLES-FILE',
      message: expect.stringContaining('SigninLogs.csv'),
    });
  });

  it('tells what it covers: first and last time, rows, losses', async () => {
    // GIVEN two tables, one with a broken line and a row without time
    const folder = await makeFolder({
      'SigninLogs.csv': 'TimeGenerated,Id\n2026-01-03T00:00:00.0000001Z,1\n2026-01-01T00:00:00Z,2\nbroken\n,3\n',
      'AuditLogs.csv': 'TimeGenerated,Id\n',
    });
    // WHEN described
    const [audit, signIns] = await describeCoverage(await openLocalTables(folder));
    // THEN nothing is hidden
    expect(audit).toEqual({
      table: 'AuditLogs',
      files: ['AuditLogs.csv'],
      rowCount: 0,
      rowsWithoutTime: 0,
      skippedLines: 0,
      partial: [],
      notes: [],
    });
    expect(signIns).toMatchObject({
      table: 'SigninLogs',
      rowCount: 3,
      rowsWithoutTime: 1,
      firstTime: '2026-01-01T00:00:00.0000000Z',
      lastTime: '2026-01-03T00:00:00.0000001Z',
      skippedLines: 1,
    });
    expect(signIns?.partial.map((reason) => reason.code)).toEqual(['rows-skipped']);
  });

  it('keeps what it found when a reader stops early', async () => {
    // GIVEN a broken line at the beginning of many rows
    const folder = await makeFolder({ 'SigninLogs.csv': `TimeGenerated,Id\nbroken\n${'2026-01-01,1\n'.repeat(20_000)}` });
    const tables = await openLocalTables(folder);
    // WHEN only the first batch is taken
    for await (const batch of tables.scan('SigninLogs', { columns: ['Id'] })) {
      expect(batch.rowCount).toBe(16_384);
      break;
    }
    // THEN the line is told
    expect(tables.skippedLines('SigninLogs')).toBe(1);
  });
});
