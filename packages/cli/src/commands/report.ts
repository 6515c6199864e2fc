import path from 'node:path';
import { asksReadiness, createBrowserPool, findBrowser, showsDetections } from '@mxdr/reporting';
import type { CommandHandler } from '../command-spec.ts';
import { selectCustomers } from '../customer-selection.ts';
import { needsBrowser } from '../draw-report.ts';
import { badOption } from '../errors.ts';
import { assessCustomer } from '../judge-customer.ts';
import { produceReport, publishAsFolder } from '../produce-report.ts';
import { toReadinessRecord } from '../readiness-record.ts';
import { readRedaction } from '../redaction-options.ts';
import { readWhole } from '../read-whole.ts';
import { formatReports, makeReports } from '../report-fleet.ts';
import { findReport, readFormats, readIssueInstant, readReportTime, readSnapshotTime, readSubject } from '../report-inputs.ts';
import { openReportSources } from '../report-sources.ts';

/** `mxdr report`: exit 0 when every report is whole, 2 when something that it needs was missing or a customer failed. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  if (options['watch'] === true) return (await import('../preview/watch-report.ts')).watchReport(context, customers, operator, options);
  const definition = readSubject(
    await findReport(context, String(options['report'])),
    typeof options['incident'] === 'string' ? options['incident'] : undefined,
  );
  if (definition.incident !== null && customers.length > 1)
    throw badOption('--incident', String(definition.incident), 'it for one customer only: each workspace counts its incidents anew');
  const formats = readFormats(options['format'], definition);
  const parallel = readWhole('--parallel', options['parallel'] ?? '2', 1, 16);
  const { local, facts } = options;
  const isAboutReadiness = asksReadiness(definition.settings);
  if (typeof facts === 'string' && (!isAboutReadiness || customers.length > 1))
    throw badOption('--facts', facts, 'it for a report about the readiness of one customer only');
  const outDir = path.resolve(String(options['out']));
  const issuedAt = readIssueInstant(context);
  const redaction = await readRedaction(context, options);
  // Looked for before any query runs: nobody waits for minutes to learn that there is no browser.
  if (needsBrowser(formats)) await findBrowser(context.env);
  const pool = needsBrowser(formats) ? createBrowserPool({ env: context.env }) : undefined;
  try {
    const { lines, code } = await makeReports(context, customers, parallel, async (customer) => {
      const readiness = isAboutReadiness ? toReadinessRecord(await assessCustomer(context, customer, operator, options)) : undefined;
      const time =
        readiness !== undefined && definition.queries.length === 0
          ? readSnapshotTime(customer, readiness.asOfUtc, options['period'])
          : readReportTime(context, customer, definition, options['period'], issuedAt);
      const { period } = time;
      const day = `${period.id.replaceAll('..', '_')}${redaction === undefined ? '' : '-redacted'}`;
      // Each report has a folder of its own, so that replacing one never touches another of the same period.
      const folder = path.join(outDir, customer.id, day, definition.settings.id);
      // A folder of tables belongs to one tenant: for several customers it holds a folder for each.
      const tables = typeof local === 'string' ? path.resolve(local, customers.length > 1 ? customer.id : '.') : undefined;
      const produced = await produceReport({
        definition,
        customer,
        operator,
        ...time,
        ...(await openReportSources(context, customer, tables, {
          asksWorkspace: definition.queries.length > 0,
          readiness,
          withDetections: showsDetections(definition.settings),
        })),
        formats,
        publish: publishAsFolder(folder),
        pool,
        customerFolder: path.join(context.customersFolder, customer.id),
        issuedAt,
        toolVersion: context.version,
        attachesRows: options['attachments'] !== false,
        redaction,
        signal: context.signal,
        progress: { step: (message) => context.note(`${customer.id}: ${message}`) },
      });
      return { period, folder, produced };
    });
    if (context.json) context.out(JSON.stringify({ schemaVersion: 1, reports: lines }, null, 2));
    else context.out(formatReports(context, lines));
    return code;
  } finally {
    await pool?.close();
  }
};
