import path from 'node:path';
import type { Customer, LogWorkspace } from '@mxdr/core';
import type { ReadinessRecord, ReportLedgers } from '@mxdr/reporting';
import type { CommandContext } from './context.ts';
import { readDetectionRecords } from './detection-records.ts';
import { readReportLedgers } from './ledgers/customer-ledgers.ts';
import { readLedgers } from './report-inputs.ts';
import { readTuningRecords } from './tuning-records.ts';
import { noWorkspace, openAzureWorkspace, openFolderWorkspace } from './workspaces.ts';

/** What the reports of a customer are made from. */
export interface ReportSources {
  readonly workspace: LogWorkspace;
  readonly ledgers: ReportLedgers;
}

/** What a report needs of its sources beyond what every report does. */
export interface SourceNeeds {
  /** A report without queries needs no workspace, and none is signed in to. @default true */
  readonly asksWorkspace?: boolean;
  /** What the checks found, for a report about it. @default none */
  readonly readiness?: ReadinessRecord | undefined;
  /** Whether the rules of the customer are read, which few reports show. @default false */
  readonly withDetections?: boolean;
  /** Told of waits for a service that is busy. @default they are notes */
  readonly onWait?: (message: string) => void;
}

/** @param tables folder of local tables; undefined for the customer's workspace in Azure */
export async function openReportSources(
  context: CommandContext,
  customer: Customer,
  tables: string | undefined,
  { asksWorkspace = true, readiness, withDetections = false, onWait }: SourceNeeds = {},
): Promise<ReportSources> {
  const openWorkspace = async (): Promise<LogWorkspace> =>
    tables === undefined ? openAzureWorkspace(customer, context, onWait) : openFolderWorkspace(tables, context.clock);
  return {
    workspace: asksWorkspace ? await openWorkspace() : noWorkspace,
    ledgers: {
      ...(tables === undefined ? {} : await readLedgers(tables)),
      ...(await readReportLedgers(customer, path.join(context.customersFolder, customer.id))),
      tuning: await readTuningRecords(context, customer),
      ...(readiness === undefined ? {} : { readiness }),
      ...(withDetections ? { detections: await readDetectionRecords(context, customer) } : {}),
    },
  };
}
