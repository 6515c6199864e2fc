import path from 'node:path';
import type { Operator } from '@mxdr/core';
import { writeFileAtomic } from '@mxdr/core';
import type { ReadinessReport, UnjudgedCustomer } from '@mxdr/prerequisites';
import { exitCodeOfReadiness, formatReadinessMarkdown, formatReadinessTable } from '@mxdr/prerequisites';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { assessCustomer } from '../judge-customer.ts';
import { judgeEach } from '../judge-each.ts';

function formatReports(
  context: CommandContext,
  format: string,
  reports: readonly ReadinessReport[],
  unjudged: readonly UnjudgedCustomer[],
  operator: Operator,
): string {
  const [only] = reports;
  switch (format) {
    case 'json': {
      const isAlone = reports.length === 1 && unjudged.length === 0 && only !== undefined;
      return `${JSON.stringify(isAlone ? only : { schemaVersion: 1, reports, unjudged }, null, 2)}\n`;
    }
    case 'markdown':
      return reports
        .map((report) => formatReadinessMarkdown(report, { operatorName: operator.name, serviceName: operator.serviceName }))
        .join('\n');
    default:
      return reports.map((report) => formatReadinessTable(report, { color: context.isColored, width: context.width })).join('\n');
  }
}

/** `mxdr readiness`: exit 0 ready and nothing overdue, 1 not ready or something is overdue, 2 what would block the start is not known. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const { results, unjudged, code } = await judgeEach(
    context,
    customers,
    options,
    async (customer) => (await assessCustomer(context, customer, operator, options)).readiness,
    exitCodeOfReadiness,
  );
  const text = formatReports(context, context.json ? 'json' : String(options['format']), results, unjudged, operator);
  context.out(text);
  const { out } = options;
  if (typeof out === 'string') await writeFileAtomic(path.resolve(out), text);
  return code;
};
