import type { Customer, ReportSchedule, SchedulableReport } from '@mxdr/core';
import { formatProblem, nodeFiles, readReportSchedule } from '@mxdr/core';
import type { ReportDefinition } from '@mxdr/reporting';
import { asksReadiness } from '@mxdr/reporting';
import { listReports } from '../content-places.ts';
import type { CommandContext } from '../context.ts';
import { scheduleInvalid, scheduleMissing } from '../errors.ts';
import { findReport } from '../report-inputs.ts';

/** A customer with its schedule. */
export interface ScheduledCustomer {
  readonly customer: Customer;
  readonly schedule: ReportSchedule;
}

export interface Schedules {
  readonly scheduled: readonly ScheduledCustomer[];
  /** Customers whose schedule has errors, which have been told. */
  readonly broken: readonly string[];
  /** Definitions of the reports that the schedules name. */
  readonly definitions: ReadonlyMap<string, ReportDefinition>;
}

/** Why a report cannot be made for a period by itself; undefined where it can. */
function faultOf({ settings, queries }: ReportDefinition): string | undefined {
  if (settings.subject !== 'period') return 'it is about one incident, which somebody has to name';
  if (queries.length === 0 && asksReadiness(settings)) return 'it is of the day of its facts, not of a period';
  return undefined;
}

/**
 * The reports that there are, and which of them a schedule may name. Only definitions of reports that the texts mention are read: a schedule is
 * asked for every few minutes.
 */
export async function readSchedulableReports(
  context: CommandContext,
  texts: readonly string[],
): Promise<{ readonly reports: readonly SchedulableReport[]; readonly definitions: ReadonlyMap<string, ReportDefinition> }> {
  const names = await listReports(context);
  const mentioned = names.filter((name) => texts.some((text) => text.includes(name)));
  const definitions = new Map(await Promise.all(mentioned.map(async (name) => [name, await findReport(context, name)] as const)));
  const reports = names.map((name): SchedulableReport => {
    const definition = definitions.get(name);
    const fault = definition === undefined ? undefined : faultOf(definition);
    return { name, ...(fault === undefined ? {} : { fault }) };
  });
  return { reports, definitions };
}

/**
 * The schedules of customers. Who is named must have one without errors; of a fleet, who has none is passed over, and whose has errors is told and
 * left out.
 * @throws AppError usage MXDR-SCHEDULE-INVALID, MXDR-SCHEDULE-MISSING
 */
export async function readSchedules(context: CommandContext, customers: readonly Customer[], areNamed: boolean): Promise<Schedules> {
  const files = await Promise.all(
    customers.map(async (customer) => {
      const file = `${context.customersFolder}/${customer.id}/schedule.yaml`;
      return { customer, file, text: await nodeFiles.readText(file) };
    }),
  );
  const without = files.filter(({ text }) => text === undefined).map(({ customer }) => customer.id);
  if (areNamed && without.length > 0) throw scheduleMissing(without, context.customersFolder);
  const texts = files.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const { reports, definitions } = await readSchedulableReports(context, texts);
  const scheduled: ScheduledCustomer[] = [];
  const broken: string[] = [];
  for (const { customer, file, text } of files) {
    if (text === undefined) continue;
    const reading = readReportSchedule(text, file, reports);
    if ('value' in reading) {
      scheduled.push({ customer, schedule: reading.value });
      continue;
    }
    const problems = reading.problems.map(formatProblem);
    if (areNamed) throw scheduleInvalid(customer.id, problems, file);
    broken.push(customer.id);
    context.note(`left out: ${customer.id}, whose schedule has errors:`);
    for (const problem of problems) context.note(`  ${problem}`);
  }
  return { scheduled, broken, definitions };
}
