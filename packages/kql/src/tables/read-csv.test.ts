import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRows, useFolders } from './testing/folder-fixture.ts';
import { openLocalTables } from './local-tables.ts';

const makeFolder = useFolders();

function signIn(id: number): string {
  return `TimeGenerated,Id\n2026-01-0${id}T00:00:00Z,${id}\n`;
}

describe('CSV tables', () => {
  it('reads an export of the portal: byte order mark, UTC headers, American dates, JSON over several lines', async () => {
    // GIVEN an export as the portal writes it
    const folder = await makeFolder({
      'SigninLogs.csv':
        '\uFEFFTimeGenerated [UTC],UserPrincipalName,IsInteractive,DurationMs,DeviceDetail_dynamic,DeviceDetail_string,ResultDescription\r\n' +
        '"4/28/2026, 2:08:45.221 PM",ada@contoso.com,TRUE,"1,234","{\r\n  ""browser"": ""Edge""\r\n}",,"He said ""no"", twice"\r\n' +
        '"4/28/2026, 12:00:00.000 AM",zoë@contoso.com,False,,,"{""browser"":""Old""}",\r\n',
    });
    // WHEN the table is read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'SigninLogs', [
      'TimeGenerated',
      'UserPrincipalName',
      'IsInteractive',
      'DurationMs',
      'DeviceDetail',
      'ResultDescription',
      'RiskState',
      'MfaDetail',
      'Type',
    ]);
    // THEN every value has the type of the schema; what the file lacks is null or empty, Type is the table
    expect(rows).toEqual([
      ['2026-04-28T14:08:45.2210000Z', 'ada@contoso.com', true, 1234, { browser: 'Edge' }, 'He said "no", twice', '', null, 'SigninLogs'],
      ['2026-04-28T00:00:00.0000000Z', 'zoë@contoso.com', false, null, { browser: 'Old' }, '', '', null, 'SigninLogs'],
    ]);
    expect(tables.partialReasons('SigninLogs')).toEqual([]);
  });

  it('counts broken lines, names the first with its line number and reads the rest', async () => {
    // GIVEN a multi-line cell, then a line with too few fields, one with text behind a quote, one whose quote never closes
    const folder = await makeFolder({
      'AACAudit.csv':
        'TimeGenerated,Category,RequestId\n2026-01-01T00:00:00Z,"two\nlines",1\n2026-01-01T00:00:00Z,short\n2026-01-01T00:00:00Z,"a"b,2\n2026-01-01T00:00:00Z,good,3\n2026-01-01T00:00:00Z,"open,4\n2026-01-01T00:00:00Z,last,5\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'AACAudit', ['Category', 'RequestId']);
    // THEN the good rows are there and the others are told
    expect(rows).toEqual([
      ['two\nlines', '1'],
      ['good', '3'],
      ['last', '5'],
    ]);
    expect(tables.partialReasons('AACAudit')).toEqual([
      { code: 'rows-skipped', message: 'AACAudit.csv: 3 lines could not be read, first at line 4 (2 fields where the header has 3)' },
    ]);
    expect(tables.skippedLines('AACAudit')).toBe(3);
  });

  it('tells the same broken lines whatever columns are asked for', async () => {
    // GIVEN a file with a broken line
    const folder = await makeFolder({ 'AACAudit.csv': 'TimeGenerated,Category\n2026-01-01T00:00:00Z,a\nx\n' });
    // WHEN read without any column, twice
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'AACAudit', []);
    await readRows(tables, 'AACAudit', []);
    // THEN the row is counted and the line is told once
    expect(rows).toEqual([[]]);
    expect(tables.skippedLines('AACAudit')).toBe(1);
  });

  it('makes values that do not convert null and counts them', async () => {
    // GIVEN a number and a time that are none
    const folder = await makeFolder({
      'SigninLogs.csv': 'TimeGenerated,DurationMs\n2026-01-01T00:00:00Z,12.0\nyesterday,n/a\n2026-01-02,0x10\n',
    });
    // WHEN read in a time range
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'SigninLogs', ['TimeGenerated', 'DurationMs'], { timeRange: { start: 0n } });
    // THEN they are null, the number is a note, the time makes the result partial
    expect(rows).toEqual([
      ['2026-01-01T00:00:00.0000000Z', 12],
      [null, null],
      ['2026-01-02T00:00:00.0000000Z', 16],
    ]);
    expect(tables.notes('SigninLogs').map((note) => note.message)).toContain(
      'SigninLogs.csv: 1 value of DurationMs did not convert and is null, first at line 3',
    );
    expect(tables.partialReasons('SigninLogs').map((reason) => reason.code)).toEqual(['times-not-converted']);
  });

  it('keeps columns that the schema does not know, with the type of their suffix or of their values', async () => {
    // GIVEN a table of its own
    const folder = await makeFolder({
      'Badge_CL.csv':
        'TimeGenerated [UTC],Door_s,Count_d,Open_b,Seen_t,Free,Number,Code,Bag,Empty\n"1/2/2026, 1:02:03.000 AM",7,2,true,2026-01-01,yes,41,007,"{""a"":1}",\n"1/2/2026, 1:02:03.000 AM",8,,,,no,-1,010,[],\n',
    });
    // WHEN listed and read
    const tables = await openLocalTables(folder);
    const [info] = await tables.list();
    // THEN suffixes and values tell the types; numbers with leading zeros stay text
    expect(Object.fromEntries(info!.columns.map((column) => [column.name, column.type]))).toEqual({
      TimeGenerated: 'datetime',
      Door_s: 'string',
      Count_d: 'real',
      Open_b: 'bool',
      Seen_t: 'datetime',
      Free: 'string',
      Number: 'long',
      Code: 'string',
      Bag: 'dynamic',
      Empty: 'string',
    });
    expect((await readRows(tables, 'Badge_CL', ['Code', 'Number', 'Bag', 'Door_s']))[0]).toEqual(['007', 41, { a: 1 }, '7']);
  });

  it('says which time stands in for an absent TimeGenerated', async () => {
    // GIVEN sign-ins without TimeGenerated and audit rows without any time
    const folder = await makeFolder({
      'SigninLogs.csv': 'CreatedDateTime [UTC],Id\n"4/28/2026, 2:08:45.221 PM",1\n',
      'AuditLogs_Hunting.csv': 'Id,Result\n1,success\n',
      'DeviceEvents.csv': 'Timestamp,ActionType\n2026-01-01T00:00:00Z,x\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    const signIns = await readRows(tables, 'SigninLogs', ['TimeGenerated']);
    const device = await readRows(tables, 'DeviceEvents', ['TimeGenerated', 'Timestamp']);
    await readRows(tables, 'AuditLogs', ['Id']);
    // THEN the substitute is used and noted, and rows without a time are partial only where a time range is asked for
    expect(signIns).toEqual([['2026-04-28T14:08:45.2210000Z']]);
    expect(device).toEqual([['2026-01-01T00:00:00.0000000Z', '2026-01-01T00:00:00.0000000Z']]);
    expect(tables.notes().map((note) => [note.table, note.code])).toEqual([
      ['AuditLogs', 'time-column-missing'],
      ['DeviceEvents', 'time-column-substituted'],
      ['SigninLogs', 'time-column-substituted'],
    ]);
    expect(tables.partialReasons('AuditLogs')).toEqual([]);
    expect(tables.partialReasons('AuditLogs', { columns: ['Id'], timeRange: { start: 0n } }).map((reason) => reason.code)).toEqual([
      'time-column-missing',
    ]);
    await readRows(tables, 'AuditLogs', ['Id'], { timeRange: { start: 0n } });
    expect(tables.partialReasons('AuditLogs').map((reason) => reason.code)).toEqual(['time-column-missing']);
  });

  it('joins files of one table, packed or not, and delivers columns in the order asked', async () => {
    // GIVEN three files of one table, one in a folder
    const folder = await makeFolder({
      'SigninLogs.2026-01.csv': signIn(1),
      'SigninLogs.2026-02.csv.gz': gzipSync(signIn(2)),
      'SigninLogs/part-0.csv': signIn(3),
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN all rows come, in the order of the files' names
    expect(await readRows(tables, 'SigninLogs', ['Id', 'TimeGenerated'])).toEqual([
      ['1', '2026-01-01T00:00:00.0000000Z'],
      ['2', '2026-01-02T00:00:00.0000000Z'],
      ['3', '2026-01-03T00:00:00.0000000Z'],
    ]);
    expect((await tables.list())[0]?.origins).toEqual(['SigninLogs.2026-01.csv', 'SigninLogs.2026-02.csv.gz', 'SigninLogs/part-0.csv']);
  });

  it('says how far it came when a packed file is cut off', async () => {
    // GIVEN half a gzip file
    const packed = gzipSync(
      `TimeGenerated,Id\n${Array.from({ length: 50_000 }, (_, i) => `2026-01-01T00:00:00Z,${i * 7919}`).join('\n')}\n`,
    );
    const folder = await makeFolder({ 'SigninLogs.csv.gz': packed.subarray(0, packed.length / 2) });
    // WHEN read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'SigninLogs', ['Id']);
    // THEN what could be unpacked is there and the rest is told
    expect(rows.length).toBeGreaterThan(100);
    expect(tables.partialReasons('SigninLogs').map((reason) => reason.code)).toContain('file-ended-early');
  });

  it('reads more rows than a batch holds, in batches, and counts lines over multi-line records', async () => {
    // GIVEN 40,000 rows with a newline in each and a broken one near the end
    const lines = Array.from({ length: 40_000 }, (_, i) => `2026-01-01T00:00:00Z,"a\n${i}"`);
    lines[39_990] = 'broken';
    const folder = await makeFolder({ 'SigninLogs.csv': `TimeGenerated,Id\n${lines.join('\n')}` });
    // WHEN read batch by batch
    const tables = await openLocalTables(folder);
    const sizes: number[] = [];
    for await (const batch of tables.scan('SigninLogs', { columns: ['Id'] })) sizes.push(batch.rowCount);
    // THEN batches are of the preferred size and the line is exact: 39,990 records of two lines, after the header
    expect(sizes).toEqual([16_384, 16_384, 7_231]);
    expect(tables.partialReasons('SigninLogs')[0]?.message).toContain(`first at line ${39_990 * 2 + 2} `);
  });

  it('passes over a record that is too long and goes on', async () => {
    // GIVEN a record of nine megabytes between two good ones
    const folder = await makeFolder({
      'SigninLogs.csv': `TimeGenerated,Id\n2026-01-01,1\n2026-01-01,"${'x'.repeat(9 * 1024 * 1024)}"\n2026-01-01,3\n`,
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN only that one is missing
    expect(await readRows(tables, 'SigninLogs', ['Id'])).toEqual([['1'], ['3']]);
    expect(tables.partialReasons('SigninLogs')[0]?.message).toContain('1 line could not be read, first at line 3 (longer than 8 MiB');
  });

  it('takes headers that every object has as plain columns', async () => {
    // GIVEN hostile headers
    const folder = await makeFolder({ 'Mine_CL.csv': 'TimeGenerated,__proto__,constructor\n2026-01-01,a,b\n' });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN they are data
    expect(await readRows(tables, 'Mine_CL', ['__proto__', 'constructor'])).toEqual([['a', 'b']]);
    expect(Object.prototype).not.toHaveProperty('a');
  });

  it('reads semicolons and tabs where the header uses them', async () => {
    // GIVEN exports of spreadsheets
    const folder = await makeFolder({
      'SigninLogs.csv': 'TimeGenerated;Id\n2026-01-01;"a;b"\n',
      'AuditLogs.csv': 'TimeGenerated\tId\n2026-01-01\tx\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN fields are split there
    expect(await readRows(tables, 'SigninLogs', ['Id'])).toEqual([['a;b']]);
    expect(await readRows(tables, 'AuditLogs', ['Id'])).toEqual([['x']]);
  });

  it('knows a table whose file is empty', async () => {
    // GIVEN an empty file and one with a header only
    const folder = await makeFolder({ 'SigninLogs.csv': '', 'AuditLogs.csv': 'TimeGenerated,Id\n' });
    // WHEN read in a time range
    const tables = await openLocalTables(folder);
    // THEN both are tables without rows, and whole
    expect(await readRows(tables, 'SigninLogs', ['Id'], { timeRange: { start: 0n } })).toEqual([]);
    expect(await readRows(tables, 'AuditLogs', ['Id'], { timeRange: { start: 0n } })).toEqual([]);
    expect([...tables.partialReasons('SigninLogs'), ...tables.partialReasons('AuditLogs')]).toEqual([]);
  });

  it('stops when it is told to', async () => {
    // GIVEN an aborted signal
    const folder = await makeFolder({ 'SigninLogs.csv': 'TimeGenerated,Id\n2026-01-01,1\n' });
    const tables = await openLocalTables(folder);
    // WHEN read THEN the reason of the signal comes out
    await expect(readRows(tables, 'SigninLogs', ['Id'], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
