import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInTables, nearestTable, parseTableCatalogue, tableNames, tableSchema, withCustomTables } from './table-catalogue.ts';

describe('the catalogue of tables', () => {
  it('knows the tables of Log Analytics with the types of their columns', () => {
    // GIVEN the catalogue that comes with the package
    // WHEN a table is asked for
    const columns = new Map(tableSchema('SigninLogs')?.columns.map((column) => [column.name, column.type]));
    // THEN its columns have the types of the service
    expect(columns.get('TimeGenerated')).toBe('datetime');
    expect(columns.get('ResultType')).toBe('string');
    expect(columns.get('Status')).toBe('dynamic');
    expect(columns.get('IsInteractive')).toBe('bool');
    expect(tableNames()).toHaveLength(898);
  });

  it('has TimeGenerated as the first column of every table', () => {
    // GIVEN every table of the catalogue
    // WHEN the first columns are collected
    const others = tableNames().filter((name) => tableSchema(name)?.columns[0]?.name !== 'TimeGenerated');
    // THEN no table lacks it
    expect(others).toEqual([]);
  });

  it('gives advanced-hunting tables both TimeGenerated and Timestamp', () => {
    for (const name of [
      'DeviceProcessEvents',
      'EmailEvents',
      'IdentityInfo',
      'DeviceTvmSoftwareInventory',
      'AlertEvidence',
      'UrlClickEvents',
      'CloudAppEvents',
    ]) {
      // GIVEN a table of advanced hunting WHEN its columns are read
      const columns = tableSchema(name)?.columns.slice(0, 2);
      // THEN both names of the time are there
      expect(columns).toEqual([
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'Timestamp', type: 'datetime' },
      ]);
    }
  });

  it('keeps columns that differ in case only', () => {
    // GIVEN a table whose columns differ in case
    const names = tableSchema('AzureDiagnostics')?.columns.map((column) => column.name) ?? [];
    // WHEN they are compared without case THEN some are equal, exactly none are
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBeLessThan(names.length);
  });

  it('is sorted and names each table once, so that a change is one line', () => {
    // GIVEN the file
    const text = readFileSync(new URL('../../schemas/tables.txt', import.meta.url), 'utf8');
    const names = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(' ')[0]!);
    // WHEN sorted and deduplicated THEN nothing changes
    expect([...new Set(names)].sort()).toEqual(names);
    expect(names).toEqual(builtInTables().names());
  });

  it('reads every letter of a type and takes what it does not know as dynamic', () => {
    // GIVEN a line with all letters WHEN parsed
    const schema = parseTableCatalogue('# note\nT a,b:t,c:n,d:b,e:i,f:l,g:r,h:m,i:g,j:d,...:?\n').get('T');
    // THEN each is the type it stands for
    expect(schema?.columns.map((column) => column.type)).toEqual([
      'string',
      'datetime',
      'timespan',
      'bool',
      'int',
      'long',
      'real',
      'decimal',
      'guid',
      'dynamic',
      'dynamic',
    ]);
    expect(schema?.columns.at(-1)?.name).toBe('...');
  });

  it('finds the table that was probably meant', () => {
    expect(nearestTable('signinlog')).toBe('SigninLogs');
    expect(nearestTable('security_incident')).toBe('SecurityIncident');
    expect(nearestTable('DeviceProcesEvents')).toBe('DeviceProcessEvents');
    expect(nearestTable('Qqqqqqqqqqqqq')).toBeUndefined();
    expect(nearestTable('')).toBeUndefined();
  });

  it('knows no table by the names that every object has', () => {
    expect(tableSchema('constructor')).toBeUndefined();
    expect(tableSchema('__proto__')).toBeUndefined();
  });

  it("puts a project's own tables before its own of the same name", () => {
    // GIVEN a custom table and a known one declared anew
    const catalogue = withCustomTables(builtInTables(), [
      { name: 'Badge_CL', columns: [{ name: 'TimeGenerated', type: 'datetime' }] },
      { name: 'AACAudit', columns: [{ name: 'Only', type: 'long' }] },
    ]);
    // WHEN asked THEN both are the project's, the rest stays
    expect(catalogue.get('Badge_CL')?.columns).toHaveLength(1);
    expect(catalogue.get('AACAudit')?.columns).toEqual([{ name: 'Only', type: 'long' }]);
    expect(catalogue.get('SigninLogs')).toBeDefined();
    expect(catalogue.names()).toHaveLength(899);
    expect(catalogue.nearest('badge_cl')).toBe('Badge_CL');
  });
});
