import path from 'node:path';
import { findCustomer, lastFullMonth, loadCustomers, parsePeriod, trailingMonths } from '@mxdr/core';
import type { Customer, Period } from '@mxdr/core';
import type { Simulation, WrittenFile } from '@mxdr/simulator';
import { simulateTenant, writeTenant } from '@mxdr/simulator';
import type { CommandHandler } from '../command-spec.ts';
import { badOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTextTable } from '../text-table.ts';

export interface SimulationRequest {
  readonly customer: Customer;
  /** Last month of the simulation; its calendar is the customer's. */
  readonly last: Period;
  readonly months: number;
  readonly scale: number;
  readonly seed: string;
}

/** The sample tenant of a customer: its name, domain, products and calendar, with made-up people and events. */
export function simulateCustomer({ customer, last, months, scale, seed }: SimulationRequest): Simulation {
  const [first = last] = trailingMonths(last, months);
  return simulateTenant({
    customer: { name: customer.name, domain: customer.primaryDomain, tenantId: customer.tenantId, products: customer.products },
    seed,
    start: first.startUtc,
    end: last.endUtc,
    timeZone: customer.timeZone,
    scale,
  });
}

/** A positive number from an option's text. */
export function readPositive(flag: string, value: unknown, isWhole: boolean): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0 || (isWhole && !Number.isInteger(number)))
    throw badOption(flag, String(value), isWhole ? 'a whole number of at least 1' : 'a number above 0');
  return number;
}

/** `mxdr simulate`: tables, ledgers and the truth about them, in one folder. */
export const run: CommandHandler = async (context, _args, options) => {
  const customer = findCustomer(await loadCustomers(context.customersFolder), String(options['customer']));
  const months = readPositive('--months', options['months'], true);
  const scale = readPositive('--scale', options['scale'], false);
  const until = options['until'];
  const last = typeof until === 'string' ? parsePeriod(until, customer.timeZone) : lastFullMonth(context.clock.now(), customer.timeZone);
  if (last.kind !== 'month') throw badOption('--until', String(until), 'a month such as 2026-10');
  const folder = path.resolve(String(options['out']));
  const simulation = simulateCustomer({ customer, last, months, scale, seed: String(options['seed']) });
  const format = options['format'] === 'csv' ? 'csv' : 'ndjson';
  const written = await writeTenant(simulation, folder, { format, signal: context.signal, progress: { step: context.note } });
  context.out(
    context.json ? JSON.stringify({ schemaVersion: 1, folder, files: written }, null, 2) : describeFiles(folder, written, context.width),
  );
  return exitCodes.good;
};

function describeFiles(folder: string, written: readonly WrittenFile[], width: number): string {
  const table = formatTextTable(
    [{ head: 'File' }, { head: 'Rows', align: 'right' }, { head: 'Bytes', align: 'right' }],
    written.map((file) => [file.name, file.rows === undefined ? '' : String(file.rows), String(file.sizeBytes)]),
    width,
  );
  return `${table}\n\n${folder}\nNext: mxdr query --local ${folder} "SecurityIncident | summarize count() by Severity"`;
}
