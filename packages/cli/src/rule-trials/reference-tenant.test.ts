import type { KustoType } from '@mxdr/core';
import { builtInTables } from '@mxdr/kql';
import { simulateBenignMonth } from '@mxdr/simulator';
import { describe, expect, it } from 'vitest';

const month = simulateBenignMonth();
const catalogue = builtInTables();

/** Whether a value is of the JSON type that the column's type is written as. */
function fits(type: KustoType, value: unknown): boolean {
  switch (type) {
    case 'string':
    case 'guid':
    case 'timespan':
    case 'decimal':
      return typeof value === 'string';
    case 'datetime':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'dynamic':
      return typeof value === 'object' && value !== null;
    case 'int':
    case 'long':
      return Number.isInteger(value);
    case 'real':
      return typeof value === 'number';
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('the benign month', () => {
  it('GIVEN every table WHEN its rows are held against the documented schema THEN every column exists and has its type', () => {
    const faults = new Set<string>();
    for (const table of month.tables) {
      const types = new Map(catalogue.get(table)?.columns.map(({ name, type }) => [name, type]));
      for (const row of month.rows(table)) {
        for (const [column, value] of Object.entries(row)) {
          const type = types.get(column);
          if (type === undefined) faults.add(`${table}.${column} does not exist`);
          else if (!fits(type, value)) faults.add(`${table}.${column} is no ${type}`);
        }
      }
    }
    expect([...faults]).toEqual([]);
    // All tables of six weeks: seconds of work, minutes on a busy machine.
  }, 300_000);

  it('is the same each time, in order of time, and reaches back two weeks before the month', () => {
    const rows = month.rows('SigninLogs');
    expect(simulateBenignMonth().rows('SigninLogs')).toEqual(rows);
    const times = rows.map(({ TimeGenerated }) => Date.parse(textOf(TimeGenerated)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeLessThan(month.startMs - 13 * 86_400_000);
  });

  it('holds what looks like an attack and is none', () => {
    const wrong = month.rows('SigninLogs').filter(({ ResultType }) => ResultType === '50126');
    expect(wrong.length).toBeGreaterThan(100);
    const hidden = month.rows('DeviceProcessEvents').filter((row) => textOf(row['ProcessCommandLine']).includes('-EncodedCommand'));
    expect(hidden.length).toBeGreaterThan(20);
    const rules = month.rows('OfficeActivity').filter(({ Operation }) => Operation === 'New-InboxRule');
    expect(rules.length).toBeGreaterThan(5);
  });

  it('gives actors that exist in its rows, different ones for different numbers', () => {
    const [one, two] = [month.pick('user', 'targets', 0, undefined), month.pick('user', 'targets', 1, undefined)];
    expect(one['upn']).not.toBe(two['upn']);
    expect(month.rows('SigninLogs').some(({ UserPrincipalName }) => UserPrincipalName === one['upn'])).toBe(true);
    const laptop = month.pick('device', 'laptop', 0, one);
    expect(month.rows('DeviceInfo').find(({ DeviceId }) => DeviceId === laptop['id'])).toMatchObject({
      LoggedOnUsers: [{ UserName: one['name'] }],
    });
  });
});
