import { createHash } from 'node:crypto';
import { tenantFactsSchema } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { LogRow } from './log-row.ts';
import { simulateTenant } from './simulation.ts';
import type { Simulation } from './simulation.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { tableColumns } from './table-columns.ts';

const october: SimulationOptions = { start: '2026-09-30T22:00:00Z', end: '2026-10-31T23:00:00Z', scale: 0.1 };

function digest(simulation: Simulation, table: string): string {
  const hash = createHash('sha256');
  for (const row of simulation.rows(table)) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

describe('simulateTenant', () => {
  it('gives the same rows, facts and truth for the same options', () => {
    // GIVEN two simulations with equal options
    const [first, second] = [simulateTenant(october), simulateTenant(october)];

    // WHEN every table is read
    const [one, two] = [digestsOf(first), digestsOf(second)];

    // THEN nothing differs
    expect(one).toEqual(two);
    expect(first.truth()).toEqual(second.truth());
    expect(first.facts()).toEqual(second.facts());
  });

  it('gives the same rows when a table is read twice', () => {
    const simulation = simulateTenant(october);
    expect(digest(simulation, 'EmailEvents')).toBe(digest(simulation, 'EmailEvents'));
  });

  it('gives other rows in every table for another seed', () => {
    // GIVEN another seed
    const [first, second] = [simulateTenant(october), simulateTenant({ ...october, seed: 2 })];

    // THEN no table is the same
    expect(first.tables().filter((table) => digest(first, table) === digest(second, table))).toEqual([]);
  });

  it('keeps people the same at another scale', () => {
    // GIVEN a small and a larger tenant
    const small = simulateTenant(october).organization.users;
    const large = simulateTenant({ ...october, scale: 0.3 }).organization.users;

    // THEN the larger one has more people, and the first ones are the same
    expect(large.length).toBe(3 * small.length);
    expect(large.slice(0, small.length)).toEqual(small);
  });

  it('leaves log rows of other tables alone when a product is not in use', () => {
    // GIVEN the same tenant with and without mail protection
    const whole = simulateTenant(october);
    const { customer } = whole;
    const narrow = simulateTenant({
      ...october,
      customer: { ...customer, products: customer.products.filter((product) => product !== 'defender-for-office-365') },
    });

    // THEN the mail tables are absent and sign-ins are the same
    expect(narrow.tables()).not.toContain('EmailEvents');
    expect(digest(narrow, 'AADNonInteractiveUserSignInLogs')).toBe(digest(whole, 'AADNonInteractiveUserSignInLogs'));
  });

  it('makes more rows at a greater scale, about in proportion', () => {
    expect(countMails(0.2) / countMails(0.05)).toBeGreaterThan(3);
  });

  it('writes only columns that the tables have, with fitting values', () => {
    // GIVEN a tenant with every product
    const simulation = simulateTenant(october);

    // WHEN every cell is held against the type of its column
    const misfits = simulation.tables().flatMap((table) =>
      [...simulation.rows(table)].flatMap((row) =>
        Object.entries(row)
          .filter(([column, value]) => !fits(tableColumns[table]?.[column], value))
          .map(([column, value]) => `${table}.${column} holds ${JSON.stringify(value)}`),
      ),
    );

    // THEN all fit
    expect(misfits).toEqual([]);
    expect(simulation.tables().every((table) => table in tableColumns)).toBe(true);
  });

  it('keeps rows in order of time and inside the simulated time', () => {
    const simulation = simulateTenant(october);
    for (const table of simulation.tables()) {
      const times = Array.from(simulation.rows(table), timeOf);
      const earliest = table.startsWith('Security') ? '' : simulation.startUtc;
      expect(times).toEqual([...times].sort());
      expect(times.length).toBeGreaterThan(0);
      expect(times.filter((time) => time < earliest || time >= simulation.endUtc)).toEqual([]);
    }
  });

  it('holds nothing at or after now', () => {
    // GIVEN a tenant in the middle of its month
    const now = '2026-10-12T10:00:00.000Z';
    const simulation = simulateTenant({ ...october, now });

    // THEN the last rows lie before now, and so do the changes of incidents
    expect(simulation.endUtc).toBe(now);
    for (const row of simulation.rows('SigninLogs')) expect(timeOf(row) < now).toBe(true);
    for (const incident of simulation.truth().incidents) for (const state of incident.states) expect(state.atUtc < now).toBe(true);
  });

  it('keeps what happened when the simulated time grows longer', () => {
    // GIVEN the month alone, and the month and a half
    expect(firstChanges('2026-10-20T22:00:00Z')).toEqual(firstChanges('2026-10-31T23:00:00Z'));
  });

  it('holds objects as dynamic in interactive and as text in non-interactive sign-ins', () => {
    const simulation = simulateTenant(october);
    const [interactive] = simulation.rows('SigninLogs');
    const [token] = simulation.rows('AADNonInteractiveUserSignInLogs');
    expect(interactive?.['LocationDetails']).toBeTypeOf('object');
    expect(token?.['LocationDetails']).toBeTypeOf('string');
    expect(token?.['DeviceDetail']).toMatch(/^\{"deviceId":"/);
  });

  it('plants names that an attacker could have chosen, unless told not to', () => {
    // GIVEN a tenant with and one without them
    const [withThem, without] = [namesIn(true), namesIn(false)];

    // THEN markup, formulas and direction marks are there, or are not
    expect(withThem).toMatch(/<img src=x/);
    expect(withThem).toMatch(/=HYPERLINK/);
    expect(withThem).toContain('\u202e');
    expect(without).not.toMatch(/<img|<script|<svg|HYPERLINK|\u202e/);
  });

  it('gives facts that the schema of tenant facts accepts', () => {
    const facts = simulateTenant(october).facts();
    expect(tenantFactsSchema.parse(facts)).toEqual(facts);
  });

  it.each([
    [{ scale: 0 }, /scale/],
    [{ start: '2026-10-01' }, /start/],
    [{ start: '2026-10-02T00:00:00Z', end: '2026-10-01T00:00:00Z' }, /end/],
    [{ timeZone: 'Europe/Nowhere' }, /timeZone/],
  ] satisfies [SimulationOptions, RegExp][])('refuses %j and names the option', (options, message) => {
    expect(() => simulateTenant(options)).toThrow(message);
  });

  it('refuses a table that the tenant does not have', () => {
    expect(() => simulateTenant(october).rows('Heartbeat')).toThrow(expect.objectContaining({ code: 'MXDR-SIMULATION-TABLE' }));
  });
});

function timeOf(row: LogRow): string {
  const time = row['TimeGenerated'];
  return typeof time === 'string' ? time : '';
}

function digestsOf(simulation: Simulation): readonly string[] {
  return simulation.tables().map((table) => digest(simulation, table));
}

function countMails(scale: number): number {
  return [...simulateTenant({ ...october, scale }).rows('EmailEvents')].length;
}

function firstChanges(end: string): readonly LogRow[] {
  return [...simulateTenant({ ...october, end }).rows('AuditLogs')].slice(0, 20);
}

function namesIn(hostile: boolean): string {
  const simulation = simulateTenant({ ...october, hostile });
  return JSON.stringify([...simulation.rows('SecurityAlert'), ...simulation.rows('SigninLogs'), ...simulation.rows('DeviceInfo')]);
}

function fits(type: string | undefined, value: unknown): boolean {
  if (type === 'dynamic') return typeof value === 'object' && value !== null;
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'int' || type === 'long') return Number.isSafeInteger(value);
  if (type === 'real') return typeof value === 'number';
  if (type === 'datetime') return value === null || (typeof value === 'string' && new Date(value).toISOString() === value);
  return type === 'string' && typeof value === 'string';
}
