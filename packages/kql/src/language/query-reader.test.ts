import { describe, expect, it } from 'vitest';
import { QueryReader } from './query-reader.ts';

const reader = new QueryReader();

function read(text: string) {
  const query = reader.read(text);
  if (query === undefined) throw new Error('the language service failed');
  return {
    errors: query.diagnostics.filter(({ severity }) => severity === 'error').map(({ code, line, column }) => `${code} ${line}:${column}`),
    unknown: query.unknown.map(({ kind, name, line, column }) => `${kind} ${name} ${line}:${column}`),
    columns: query.isOpen ? 'open' : query.columns.map(({ name }) => name).join(' '),
    tables: query.tables.join(' '),
  };
}

describe('reading a query without its workspace', () => {
  it('takes tables and functions that nobody knows for what gives any column, and says which', () => {
    // GIVEN a custom table, a parser that is called, one that is not, and a known table
    const query = read(`Thing_CL | where A_s == "x"
| union (_Im_Dns(starttime=ago(1d)) | where B > 1), Acme_Parser, (SecurityEvent | where EventID == 1)`);
    // THEN nothing is wrong, and each unknown name is told once with its place
    expect(query.errors).toEqual([]);
    expect(query.unknown).toEqual(['table Thing_CL 1:1', 'function _Im_Dns 2:10', 'table Acme_Parser 2:53']);
    expect(query.tables).toBe('SecurityEvent');
    expect(query.columns).toBe('open');
  });

  it('answers the same whatever it read before', () => {
    // GIVEN a reader that has met a name and one that has not
    const fresh = new QueryReader();
    const text = 'let Snowflake = 1d; BoxEvents | where Event == "x" | project TimeGenerated, Snowflake';
    reader.read('Snowflake | union BoxEvents');
    // THEN both read alike
    expect(reader.read(text)).toEqual({ ...fresh.read(text), syntax: expect.anything() as unknown });
  });

  it("knows the workspace's own function of its problems, without brackets", () => {
    const query = read('_LogOperation | where Category =~ "Ingestion" and Detail has "OverQuota" | project TimeGenerated, Level');
    expect(query).toEqual({ errors: [], unknown: [], columns: 'TimeGenerated Level', tables: '' });
  });

  it('still finds what is wrong beside an unknown name', () => {
    expect(read('Thing_CL | join (SecurityEvent | where NoSuchColumn == 1) on Computer').errors).toEqual(['KS142 1:40']);
    expect(read('Thing_CL | where').errors.length).toBeGreaterThan(0);
  });

  it('does not take the column of an unknown source for the table of that name', () => {
    expect(read('ZoomLogs | where Event =~ "x"')).toMatchObject({ errors: [], tables: '' });
  });

  it.each([
    ['Thing_CL | project A, B', 'A B'],
    ['Thing_CL | summarize N = count() by A', 'A N'],
    ['Thing_CL | summarize arg_max(TimeGenerated, *) by A', 'open'],
    ['Thing_CL | extend A = 1', 'open'],
    ['Thing_CL | where A == 1 | project-away B', 'open'],
    ['let T = Thing_CL | project A; T | extend B = 1', 'A B'],
    ['let F = (x:string) { Thing_CL | where A == x | project A }; F("y")', 'A'],
    ['SecurityEvent | project Computer | join kind=leftanti (Thing_CL) on Computer', 'Computer'],
    ['SecurityEvent | project Computer | join kind=inner (Thing_CL) on Computer', 'open'],
    ['SecurityEvent | project EventData | evaluate bag_unpack(EventData)', 'open'],
    ['AzureDiagnostics | where anything_s == "x"', 'open'],
    ['SecurityEvent | count', 'Count'],
  ])('knows whether %s may have more columns', (text, columns) => {
    expect(read(text)).toMatchObject({ errors: [], columns });
  });

  it('accepts a column of a union whose type only the workspace knows', () => {
    const query = reader.read('union (SecurityEvent | project A = Account), (Thing_CL | project A = b_s)');
    expect(query?.columns.map(({ name }) => name)).toContain('A');
  });

  it.each([
    ['columns that every table has', 'Syslog | project TenantId, _ItemId, Type'],
    ['a column that the public reference leaves out', 'DnsEvents | where Name has "x"'],
    ['todynamic of what is dynamic', 'AuditLogs | extend A = todynamic(TargetResources)'],
  ])('accepts %s', (_what, text) => {
    expect(read(text).errors).toEqual([]);
  });

  it('leaves an unknown function in the place of a value an error', () => {
    expect(read('SecurityEvent | extend A = NoSuchFunction(Account)')).toMatchObject({ errors: ['KS211 1:28'], unknown: [] });
  });
});
