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

  it('reads every unit of time exactly, before 1970 too, and gaps where they are', async () => {
    // GIVEN times in days, milliseconds, microseconds and nanoseconds, each with a gap
    const folder = await makeFolder({});
    const instant = (unit: 'MILLIS' | 'MICROS' | 'NANOS') => ({
      type: 'INT64' as const,
      logical_type: { type: 'TIMESTAMP' as const, isAdjustedToUTC: true, unit },
      repetition_type: 'OPTIONAL' as const,
    });
    parquetWriteFile({
      filename: join(folder, 'Mine_CL.parquet'),
      columnData: [
        { name: 'Day', data: [20_454, null, -1] },
        { name: 'Ms', data: [1_767_225_600_001n, null, -1n] },
        { name: 'Us', data: [1_767_225_600_000_001n, null, -1n] },
        { name: 'Ns', data: [1_767_225_600_000_000_100n, null, -100n] },
      ],
      schema: [
        { name: 'root', num_children: 4 },
        { name: 'Day', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
        { name: 'Ms', ...instant('MILLIS') },
        { name: 'Us', ...instant('MICROS') },
        { name: 'Ns', ...instant('NANOS') },
      ],
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'Mine_CL', ['Day', 'Ms', 'Us', 'Ns']);
    // THEN every tick is there
    expect(rows).toEqual([
      ['2026-01-01T00:00:00.0000000Z', '2026-01-01T00:00:00.0010000Z', '2026-01-01T00:00:00.0000010Z', '2026-01-01T00:00:00.0000001Z'],
      [null, null, null, null],
      ['1969-12-31T00:00:00.0000000Z', '1969-12-31T23:59:59.9990000Z', '1969-12-31T23:59:59.9999990Z', '1969-12-31T23:59:59.9999999Z'],
    ]);
  });

  it('reads columns without gaps and with, over several batches and row groups', async () => {
    // GIVEN forty thousand rows in row groups of fifteen thousand, every seventh cell of the second half of the columns missing
    const folder = await makeFolder({});
    const rows = Array.from({ length: 40_000 }, (_, index) => index);
    const long = (index: number): bigint => (index % 1000 === 0 ? 2n ** 62n + BigInt(index) : BigInt(index) - 20_000n);
    const gap = <Value>(value: (index: number) => Value) => rows.map((index) => (index % 7 === 0 ? null : value(index)));
    const time = (index: number): Date => new Date(Date.UTC(2026, 0, 1) + index * 1000);
    parquetWriteFile({
      filename: join(folder, 'Mine_CL.parquet'),
      rowGroupSize: 15_000,
      columnData: [
        { name: 'L', data: rows.map(long), type: 'INT64' },
        { name: 'T', data: rows.map(time), type: 'TIMESTAMP' },
        { name: 'R', data: rows.map((index) => index / 4), type: 'DOUBLE' },
        { name: 'I', data: rows.map((index) => -index), type: 'INT32' },
        { name: 'S', data: rows.map((index) => `text ${index % 9}`), type: 'STRING' },
        { name: 'GL', data: gap(long), type: 'INT64' },
        { name: 'GT', data: gap(time), type: 'TIMESTAMP' },
        { name: 'GR', data: gap((index) => index / 4), type: 'DOUBLE' },
        { name: 'GS', data: gap((index) => `text ${index % 9}`), type: 'STRING' },
      ],
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    const read = await readRows(tables, 'Mine_CL', ['L', 'T', 'R', 'I', 'S', 'GL', 'GT', 'GR', 'GS']);
    // THEN every cell is where it was
    const shownLong = (index: number) => (index % 1000 === 0 ? long(index).toString() : Number(long(index)));
    const shownTime = (index: number): string => time(index).toISOString().replace('Z', '0000Z');
    const wrong = rows.filter((index) => {
      const plain = [shownLong(index), shownTime(index), index / 4, 0 - index, `text ${index % 9}`];
      const gapped = index % 7 === 0 ? [null, null, null, ''] : [plain[0], plain[1], plain[2], plain[4]];
      return JSON.stringify(read[index]) !== JSON.stringify([...plain, ...gapped]);
    });
    expect([read.length, wrong]).toEqual([40_000, []]);
  });

  it('reads decimals and times within nested values as what they are', async () => {
    // GIVEN a struct with a decimal and a time, beside a decimal and a time of their own
    const folder = await makeFolder({});
    parquetWriteFile({
      filename: join(folder, 'Mine_CL.parquet'),
      columnData: [
        { name: 'Bag', data: [{ Price: 12.34, When: day(1) }] },
        { name: 'Price', data: [12.34] },
        { name: 'Clock', data: [3_600_001] },
      ],
      schema: [
        { name: 'root', num_children: 3 },
        { name: 'Bag', num_children: 2, repetition_type: 'REQUIRED' },
        { name: 'Price', type: 'INT64', converted_type: 'DECIMAL', scale: 2, precision: 10, repetition_type: 'REQUIRED' },
        { name: 'When', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
        { name: 'Price', type: 'INT64', converted_type: 'DECIMAL', scale: 2, precision: 10, repetition_type: 'REQUIRED' },
        { name: 'Clock', type: 'INT32', converted_type: 'TIME_MILLIS', repetition_type: 'REQUIRED' },
      ],
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN both are as written
    expect(await readRows(tables, 'Mine_CL', ['Bag', 'Price', 'Clock'])).toEqual([
      [{ Price: 12.34, When: '2026-01-01T00:00:00.0000000Z' }, '12.34', '01:00:00.0010000'],
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
