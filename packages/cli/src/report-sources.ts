import path from 'node:path';
import type { Customer, LogWorkspace } from '@mxdr/core';
import type { ReportLedgers } from '@mxdr/reporting';
import type { CommandContext } from './context.ts';
import { readReportLedgers } from './ledgers/customer-ledgers.ts';
import { readLedgers } from './report-inputs.ts';
import { readTuningRecords } from './tuning-records.ts';
import { openAzureWorkspace, openFolderWorkspace } from './workspaces.ts';

/** What the reports of a customer are made from. */
export interface ReportSources {
  readonly workspace: LogWorkspace;
  readonly ledgers: ReportLedgers;
}

/** @param tables folder of local tables; undefined for the customer's workspace in Azure */
export async function openReportSources(context: CommandContext, customer: Customer, tables: string | undefined): Promise<ReportSources> {
  return {
    workspace: tables === undefined ? await openAzureWorkspace(customer, context) : await openFolderWorkspace(tables, context.clock),
    ledgers: {
      ...(tables === undefined ? {} : await readLedgers(tables)),
      ...(await readReportLedgers(customer, path.join(context.customersFolder, customer.id))),
      tuning: await readTuningRecords(context, customer),
    },
  };
}
