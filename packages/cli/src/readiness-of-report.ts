import type { Customer, Operator } from '@mxdr/core';
import type { ReadinessRecord, ReportDefinition } from '@mxdr/reporting';
import { asksReadiness } from '@mxdr/reporting';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import type { ReportTime } from './report-inputs.ts';
import { readReportTime, readSnapshotTime } from './report-inputs.ts';

/** What the checks find about a customer, in its language, where a report shows anything of it; undefined where it does not. */
export async function readReadiness(
  context: CommandContext,
  { settings }: Pick<ReportDefinition, 'settings'>,
  customer: Customer,
  operator: Operator,
  options: OptionValues,
): Promise<ReadinessRecord | undefined> {
  if (!asksReadiness(settings)) return undefined;
  // Few reports are about it, so the checks are loaded for them alone.
  const [{ checkWordsFor }, { assessCustomer }, { toReadinessRecord }] = await Promise.all([
    import('@mxdr/prerequisites'),
    import('./judge-customer.ts'),
    import('./readiness-record.ts'),
  ]);
  return toReadinessRecord(await assessCustomer(context, customer, operator, options, checkWordsFor(customer.locale)));
}

/** The time that a report is about: that of its period or, where it asks no query, that of the checks. */
export function readTimeOf(
  context: CommandContext,
  definition: ReportDefinition,
  customer: Customer,
  readiness: ReadinessRecord | undefined,
  period: unknown,
  issuedAt: string,
): ReportTime {
  return readiness !== undefined && definition.queries.length === 0
    ? readSnapshotTime(customer, readiness.asOfUtc, period)
    : readReportTime(context, customer, definition, period, issuedAt);
}
