import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { datetimeTicks } from '../columns/instant.ts';
import { readRows, useFolders } from './testing/folder-fixture.ts';
import { openLocalTables } from './local-tables.ts';

const makeFolder = useFolders();
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

describe('Parquet tables', () => {
  it('reads exact numbers, times, nested values and JSON', async () => {
    // GIVEN columns of the types that writers use
    const folder = await makeFolder({});
    parquetWriteFile({
      filename: join(folder, 'Mine_CL.parquet'),
      columnData: [
        { name: 'TimeGenerated', data: [day(1), null], type: 'TIMESTAMP' },
        { name: 'Count', data: [9_007_199_254_740_993n, null], type: 'INT64' },
        { name: 'Ratio', data: [0.5, null], type: 'DOUBLE' },
        { name: 'Flag', data: [true, null], type: 'BOOLEAN' },
        { name: 'Name', data: ['zoë', null], type: 'STRING' },
        { name: 'Bag', data: [{ a: [1] }, null], type: 'JSON' },
        { name: 'Id', data: ['74be27de-1e4e-49d9-b579-fe0b331d3642', null], type: 'UUID' },
      ],
    });
    // WHEN listed and read
    const tables = await openLocalTables(folder);
    const [info] = await tables.list();
    // THEN types are the file's and values exact; null strings are empty
    expect(info?.columns.map((column) => `${column.name}:${column.type}`)).toEqual([
      'TimeGenerated:datetime',
      'Count:long',
      'Ratio:real',
      'Flag:bool',
      'Name:string',
      'Bag:dynamic',
      'Id:guid',
    ]);
    expect(await readRows(tables, 'Mine_CL', ['TimeGenerated', 'Count', 'Ratio', 'Flag', 'Name', 'Bag', 'Id'])).toEqual([
      ['2026-01-01T00:00:00.0000000Z', '9007199254740993', 0.5, true, 'zoë', { a: [1] }, '74be27de-1e4e-49d9-b579-fe0b331d3642'],
      [null, null, null, null, '', null, null],
    ]);
  });

  it('leaves out row groups that lie outside the time range', async () => {
    // GIVEN a day in each row group
    const folder = await makeFolder({});
    parquetWriteFile({
      filename: join(folder, 'SigninLogs.parquet'),
      rowGroupSize: 2,
      columnData: [
        { name: 'TimeGenerated', data: [day(1), day(1), day(2), day(2), day(3), day(3)], type: 'TIMESTAMP' },
        { name: 'Id', data: ['1', '2', '3', '4', '5', '6'], type: 'STRING' },
      ],
    });
    const tables = await openLocalTables(folder);
    const ticks = (number: number): bigint => datetimeTicks(day(number).getTime(), 0);
    // WHEN the second day is asked for, with and without its time as a column
    const withTime = await readRows(tables, 'SigninLogs', ['Id', 'TimeGenerated'], { timeRange: { start: ticks(2), end: ticks(3) } });
    const withoutTime = await readRows(tables, 'SigninLogs', ['Id'], { timeRange: { start: ticks(2), end: ticks(3) } });
    // THEN only its row group is read
    expect(withTime.map(([id]) => id)).toEqual(['3', '4']);
    expect(withoutTime).toEqual([['3'], ['4']]);
    expect(await readRows(tables, 'SigninLogs', ['Id'], { timeRange: { start: ticks(3) } })).toEqual([['5'], ['6']]);
    expect(await readRows(tables, 'SigninLogs', [])).toHaveLength(6);
  });

  it('tells which row group is damaged and keeps those before it', async () => {
    // GIVEN a file whose second row group is overwritten
    const folder = await makeFolder({});
    const path = join(folder, 'SigninLogs.parquet');
    parquetWriteFile({
      filename: path,
      rowGroupSize: 1000,
      columnData: [{ name: 'Id', data: Array.from({ length: 2000 }, (_, i) => `id-${i * 7919}`), type: 'STRING' }],
    });
    const bytes = await readFile(path);
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length * 0.9));
    await writeFile(path, bytes);
    // WHEN read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'SigninLogs', ['Id']);
    // THEN the first group is there and the loss is told
    expect(rows).toHaveLength(1000);
    expect(tables.partialReasons('SigninLogs')[0]).toMatchObject({ code: 'file-ended-early' });
    expect(tables.partialReasons('SigninLogs')[0]?.message).toContain('row group 2 of 2');
  });

  it('tells its table by the column Type where its name does not', async () => {
    // GIVEN rows that say what they are
    const folder = await makeFolder({});
    parquetWriteFile({
      filename: join(folder, 'part-0.parquet'),
      columnData: [{ name: 'Type', data: ['SigninLogs', 'SigninLogs'], type: 'STRING' }],
    });
    // WHEN opened THEN they are that
    expect((await (await openLocalTables(folder)).list()).map((info) => info.name)).toEqual(['SigninLogs']);
  });

  it('refuses a file that is no Parquet', async () => {
    // GIVEN text with the wrong name
    const folder = await makeFolder({ 'SigninLogs.parquet': 'Id\n1\n2\n3\n4\n' });
    // WHEN opened THEN the file is named
    await expect(openLocalTables(folder)).rejects.toMatchObject({
      code: 'MXDR-TABLES-FORMAT',
      message: expect.stringContaining('SigninLogs.parquet'),
    });
  });
});
