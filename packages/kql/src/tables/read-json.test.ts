import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRows, useFolders } from './testing/folder-fixture.ts';
import { openLocalTables } from './local-tables.ts';

const makeFolder = useFolders();

describe('NDJSON and JSON tables', () => {
  it('reads objects line by line with the types of the schema', async () => {
    // GIVEN rows with every kind of JSON value, in changing order
    const folder = await makeFolder({
      'SigninLogs.ndjson':
        '{"TimeGenerated":"2026-10-01T08:00:00.1234567Z","Id":"a\\u00e9\\n\\"x\\"","IsInteractive":true,"DurationMs":9007199254740993,"Status":{"errorCode":0,"big":9007199254740993},"ResultType":50126}\r\n' +
        '\n' +
        ' { "Status" : "[1,2]", "Id" : "zoë" , "DurationMs": 1e3, "IsInteractive": null, "TimeGenerated":"10/1/2026, 8:00:01 PM", "Id": "last wins" }',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    const rows = await readRows(tables, 'SigninLogs', ['TimeGenerated', 'Id', 'IsInteractive', 'DurationMs', 'Status', 'ResultType']);
    // THEN integers are exact, JSON in text is JSON, the last of repeated keys counts
    expect(rows).toEqual([
      ['2026-10-01T08:00:00.1234567Z', 'aé\n"x"', true, '9007199254740993', { errorCode: 0, big: '9007199254740993' }, '50126'],
      ['2026-10-01T20:00:01.0000000Z', 'last wins', null, 1000, [1, 2], ''],
    ]);
  });

  const broken: readonly (readonly [string, string])[] = [
    ['a missing brace', '{"Id":"x"'],
    ['a trailing comma', '{"Id":"x",}'],
    ['a bad escape', '{"Id":"\\x"}'],
    ['a raw control character', '{"Id":"\t"}'],
    ['a leading zero', '{"Id":01}'],
    ['a broken value of a column nobody asks for', '{"Id":"x","Status":{"a":tru}}'],
    ['two values', '{"Id":"x"}{"Id":"y"}'],
    ['an array', '[1]'],
    ['a single quote', "{'Id':1}"],
    ['hostile depth', `{"Id":"x","Status":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['text', 'error 500'],
  ];
  for (const [what, line] of broken) {
    it(`passes over a line with ${what} and reads the rest`, async () => {
      // GIVEN the line between two good ones
      const folder = await makeFolder({
        'SigninLogs.ndjson': `{"TimeGenerated":"2026-01-01T00:00:00Z","Id":"1"}\n${line}\n{"TimeGenerated":"2026-01-01T00:00:00Z","Id":"3"}\n`,
      });
      // WHEN read
      const tables = await openLocalTables(folder);
      const rows = await readRows(tables, 'SigninLogs', ['Id']);
      // THEN it is counted with its line
      expect(rows).toEqual([['1'], ['3']]);
      expect(tables.partialReasons('SigninLogs')).toEqual([
        { code: 'rows-skipped', message: 'SigninLogs.ndjson: 1 line could not be read, first at line 2 (not a JSON object)' },
      ]);
    });
  }

  it('reads an array of rows, and says at which line it stops being JSON', async () => {
    // GIVEN one good array and one that breaks in its third row
    const folder = await makeFolder({
      'SigninLogs.json':
        '[\n {"TimeGenerated":"2026-01-01T00:00:00Z","Id":"1"},\n 5,\n {"TimeGenerated":"2026-01-01T00:00:00Z","Id":"2"}\n]\n',
      'AuditLogs.json': '[\n {"Id":"1"},\n {"Id":"2"},\n {"Id":oops}\n]',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN rows before are there, and what is missing is told
    expect(await readRows(tables, 'SigninLogs', ['Id'])).toEqual([['1'], ['2']]);
    expect(tables.partialReasons('SigninLogs')[0]?.message).toContain('first at line 3 (not a JSON object)');
    expect(await readRows(tables, 'AuditLogs', ['Id'])).toEqual([['1'], ['2']]);
    expect(tables.partialReasons('AuditLogs')[0]?.message).toBe('AuditLogs.json: only 2 rows could be read (not valid JSON at line 4)');
  });

  it('reads a result of the query API with its types', async () => {
    // GIVEN a result as the API sends it
    const result = {
      tables: [
        {
          name: 'PrimaryResult',
          columns: [
            { name: 'TimeGenerated', type: 'datetime' },
            { name: 'Hits', type: 'long' },
            { name: 'Bag', type: 'dynamic' },
          ],
          rows: [['2026-01-01T00:00:00Z', 5, '{"a":[1]}'], ['2026-01-02T00:00:00Z', null, null], ['short']],
        },
      ],
      error: { code: 'PartialError' },
    };
    const folder = await makeFolder({ 'Result_CL.json': JSON.stringify(result, null, 1) });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN types are those that it declares, and its own partial mark stays
    expect((await tables.list())[0]?.columns).toContainEqual({ name: 'Hits', type: 'long' });
    expect(await readRows(tables, 'Result_CL', ['Bag', 'Hits', 'TimeGenerated'])).toEqual([
      [{ a: [1] }, 5, '2026-01-01T00:00:00.0000000Z'],
      [null, null, '2026-01-02T00:00:00.0000000Z'],
    ]);
    expect(tables.partialReasons('Result_CL').map((reason) => reason.code)).toEqual(['rows-skipped', 'file-ended-early']);
    expect(tables.partialReasons('Result_CL')[1]?.message).toContain('PartialError');
  });

  it('reads .json with an object a line, single rows by their table, and leaves other documents alone', async () => {
    // GIVEN three kinds of .json
    const folder = await makeFolder({
      'SigninLogs.json': '{"Id":"1"}\n{"Id":"2"}\n',
      'AuditLogs.json': '{\n"Id":"only"\n}',
      'facts.json': '{"tenant":{"id":1}}',
      'hunts.json': '[{"id":1}]',
      'AACAudit.jsonl.gz': gzipSync('{"RequestId":"z"}\n'),
    });
    // WHEN opened
    const tables = await openLocalTables(folder);
    // THEN facts and lists are no tables and that is noted
    expect((await tables.list()).map((info) => info.name)).toEqual(['AACAudit', 'AuditLogs', 'SigninLogs']);
    expect(await readRows(tables, 'SigninLogs', ['Id'])).toEqual([['1'], ['2']]);
    expect(await readRows(tables, 'AuditLogs', ['Id'])).toEqual([['only']]);
    expect(await readRows(tables, 'AACAudit', ['RequestId'])).toEqual([['z']]);
    expect(
      tables
        .notes()
        .filter((note) => note.code === 'file-ignored')
        .map((note) => note.file),
    ).toEqual(['facts.json', 'hunts.json']);
  });

  it('keeps hostile keys as data', async () => {
    // GIVEN keys that every object has
    const folder = await makeFolder({
      'Mine_CL.ndjson': '{"TimeGenerated":"2026-01-01T00:00:00Z","__proto__":{"polluted":1},"constructor":"c"}\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN nothing but the column has them
    const rows = await readRows(tables, 'Mine_CL', ['__proto__', 'constructor']);
    expect(JSON.stringify(rows)).toBe('[[{"polluted":1},"c"]]');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('passes over a line that is too long and goes on', async () => {
    // GIVEN a line of ten megabytes
    const folder = await makeFolder({ 'SigninLogs.ndjson': `{"Id":"1"}\n{"Id":"${'x'.repeat(10 * 1024 * 1024)}"}\n{"Id":"3"}\n` });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN only that one is missing
    expect(await readRows(tables, 'SigninLogs', ['Id'])).toEqual([['1'], ['3']]);
    expect(tables.partialReasons('SigninLogs')[0]?.message).toBe(
      'SigninLogs.ndjson: 1 line could not be read, first at line 2 (longer than 8 MiB)',
    );
  });

  it('fills schema columns that first come up late, and names keys that are none', async () => {
    // GIVEN a file whose last row has a known and an unknown key that no other has
    const rows = Array.from({ length: 1500 }, (_, i) => JSON.stringify({ Id: String(i) }));
    const folder = await makeFolder({ 'SigninLogs.ndjson': `${rows.join('\n')}\n{"Id":"last","RiskState":"atRisk","Extra":1}\n` });
    // WHEN read
    const tables = await openLocalTables(folder);
    const all = await readRows(tables, 'SigninLogs', ['Id', 'RiskState']);
    // THEN the schema's column has its value, the other key is noted
    expect(all.at(-1)).toEqual(['last', 'atRisk']);
    expect(tables.notes('SigninLogs').find((note) => note.code === 'columns-late')?.message).toContain('Extra');
  });

  it('does not cut a real number to fit a whole one', async () => {
    // GIVEN 1.5 in a long column, and a number in a time column
    const folder = await makeFolder({
      'SigninLogs.ndjson': '{"TimeGenerated":1790000000,"DurationMs":1.5}\n{"TimeGenerated":"2026-01-01T00:00:00Z","DurationMs":2.0}\n',
    });
    // WHEN read
    const tables = await openLocalTables(folder);
    // THEN both are null and counted
    expect(await readRows(tables, 'SigninLogs', ['TimeGenerated', 'DurationMs'])).toEqual([
      [null, null],
      ['2026-01-01T00:00:00.0000000Z', 2],
    ]);
    expect(tables.notes('SigninLogs').filter((note) => note.code === 'values-not-converted')).toHaveLength(2);
  });
});
