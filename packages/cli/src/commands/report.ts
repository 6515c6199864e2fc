import path from 'node:path';
import { createFolderSink } from '@mxdr/core';
import { createBrowserPool, findBrowser } from '@mxdr/reporting';
import type { CommandHandler } from '../command-spec.ts';
import { selectCustomers } from '../customer-selection.ts';
import { exitCodeOfError, formatErrorBlock } from '../error-block.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { produceReport } from '../produce-report.ts';
import { findReport, readFormats, readIssueInstant, readLedgers, readReportPeriod } from '../report-inputs.ts';
import { readTuningRecords } from '../tuning-records.ts';
import { openAzureWorkspace, openFolderWorkspace } from '../workspaces.ts';

interface Line {
  readonly customerId: string;
  readonly period: string;
  readonly state: 'complete' | 'incomplete' | 'failed';
  readonly detail: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** `mxdr report`: exit 0 when every report is whole, 2 when something that it needs was missing or a customer failed. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const definition = await findReport(context, String(options['report']));
  const formats = readFormats(String(options['format']));
  const { local } = options;
  if (typeof local === 'string' && customers.length > 1)
    throw badOption('--local', local, 'it for one customer only: a folder of tables belongs to one tenant');
  const outDir = path.resolve(String(options['out']));
  const issuedAt = readIssueInstant(context);
  // Looked for before any query runs: nobody waits for minutes to learn that there is no browser.
  if (formats.includes('pdf')) await findBrowser(context.env);
  const pool = formats.includes('pdf') ? createBrowserPool({ env: context.env }) : undefined;
  const lines: Line[] = [];
  let code: ExitCode = exitCodes.good;
  try {
    for (const customer of customers) {
      context.signal.throwIfAborted();
      const period = readReportPeriod(context, customer, options['period']);
      const folder = path.join(outDir, customer.id, period.id.replaceAll('..', '_'));
      try {
        const workspace =
          typeof local === 'string'
            ? await openFolderWorkspace(path.resolve(local), context.clock)
            : await openAzureWorkspace(customer, context);
        const { model, files } = await produceReport({
          definition,
          customer,
          operator,
          period,
          workspace,
          ledgers: {
            ...(typeof local === 'string' ? await readLedgers(path.resolve(local)) : {}),
            tuning: await readTuningRecords(context, customer),
          },
          formats,
          sink: createFolderSink(folder),
          pool,
          customerFolder: path.join(context.customersFolder, customer.id),
          issuedAt,
          toolVersion: context.version,
          signal: context.signal,
          progress: { step: (message) => context.note(`${customer.id}: ${message}`) },
        });
        const { state, summary } = model.completeness;
        lines.push({ customerId: customer.id, period: period.id, state, detail: summary, folder, files });
        if (state === 'incomplete') code = worseOf(code, exitCodes.undetermined);
      } catch (error) {
        if (customers.length === 1 || context.signal.aborted) throw error;
        context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
        lines.push({
          customerId: customer.id,
          period: period.id,
          state: 'failed',
          detail: error instanceof Error ? error.message : String(error),
          folder,
          files: [],
        });
        code = worseOf(code, exitCodeOfError(error));
      }
    }
  } finally {
    await pool?.close();
  }
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, reports: lines }, null, 2));
  else {
    for (const line of lines) {
      context.out(`${context.paint.bold(line.customerId)} ${line.period}: ${line.state}${line.detail === '' ? '' : `. ${line.detail}`}`);
      for (const file of line.files) context.out(`  ${path.join(line.folder, file)}`);
    }
  }
  return code;
};
