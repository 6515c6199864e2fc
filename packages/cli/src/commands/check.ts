import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Operator } from '@mxdr/core';
import { writeFileAtomic } from '@mxdr/core';
import type { CheckReport, UnjudgedCustomer } from '@mxdr/prerequisites';
import {
  compareReports,
  exitCodeOf,
  formatCheckHtml,
  formatCheckJUnit,
  formatCheckJson,
  formatCheckMarkdown,
  formatCheckReportsJson,
  formatCheckSarif,
  formatCheckTable,
  readCheckReports,
} from '@mxdr/prerequisites';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { judgeCustomer } from '../judge-customer.ts';
import { judgeEach } from '../judge-each.ts';
import { readNamedFile } from '../read-text.ts';

/** The earlier reports that a run is held against, by customer. */
async function loadEarlier(options: OptionValues): Promise<ReadonlyMap<string, CheckReport> | undefined> {
  const { compare } = options;
  if (typeof compare !== 'string') return undefined;
  const reports = readCheckReports(await readNamedFile(compare), compare);
  return new Map(reports.map((report) => [report.customer.tenantId.toLowerCase(), report]));
}

async function formatReports(
  context: CommandContext,
  format: string,
  reports: readonly CheckReport[],
  unjudged: readonly UnjudgedCustomer[],
  operator: Operator,
): Promise<string> {
  const publisher = { operatorName: operator.name, serviceName: operator.serviceName };
  const [only] = reports;
  switch (format) {
    case 'json':
      return reports.length === 1 && unjudged.length === 0 && only !== undefined
        ? formatCheckJson(only)
        : formatCheckReportsJson(reports, unjudged);
    case 'junit':
      return formatCheckJUnit(reports, unjudged);
    case 'sarif':
      return formatCheckSarif(reports, unjudged, context.version);
    case 'markdown':
      return formatCheckMarkdown(reports, unjudged, publisher);
    case 'html':
      return formatCheckHtml(
        reports,
        unjudged,
        publisher,
        await readFile(path.join(context.productFolder, 'templates/page/page.css'), 'utf8'),
      );
    default:
      return reports.map((report) => formatCheckTable(report, { color: context.isColored, width: context.width })).join('\n');
  }
}

/** `mxdr check`: exit 0 all blocking checks met or waived, 1 one is not or a waiver no longer holds, 2 one is unknown. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const earlier = await loadEarlier(options);
  const { results, unjudged, code } = await judgeEach(
    context,
    customers,
    options,
    async (customer): Promise<CheckReport> => {
      const report = await judgeCustomer(context, customer, operator, options);
      const before = earlier?.get(customer.tenantId.toLowerCase());
      if (earlier !== undefined && before === undefined) context.note(`${customer.id}: the earlier run did not look at this customer`);
      return before === undefined ? report : { ...report, comparison: compareReports(before, report) };
    },
    exitCodeOf,
  );
  const text = await formatReports(context, context.json ? 'json' : String(options['format']), results, unjudged, operator);
  context.out(text);
  const { out } = options;
  if (typeof out === 'string') await writeFileAtomic(path.resolve(out), text);
  return code;
};
