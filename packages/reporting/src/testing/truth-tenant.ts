import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, LogWorkspace } from '@mxdr/core';
import { nodeFiles, parsePeriod, previousPeriod, trailingMonths } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { Simulation } from '@mxdr/simulator';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReportQuery } from '../definition/query-file.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import { compareModelWithTruth } from './compare-model.ts';
import { compareWithTruth } from './compare-with-truth.ts';
import { rememberAnswers } from './remembering-workspace.ts';
import type { ReviewTruth } from './review-truth.ts';
import { truthOfReview } from './review-truth.ts';
import { trueDetections } from './true-detections.ts';
import { trueExperts, trueServiceLedgers } from './true-service-ledgers.ts';
import { trueTuning } from './true-tuning-view.ts';
import { sampleCustomer, sampleOperator } from './scripted-workspace.ts';

const reports = fileURLToPath(new URL('../../../../reports', import.meta.url));
/** The tables that the service review asks for. */
const watchedTables = [
  'SecurityIncident',
  'SecurityAlert',
  'SigninLogs',
  'AADRiskyUsers',
  'EmailEvents',
  'UrlClickEvents',
  'DeviceInfo',
  'Usage',
  'SentinelHealth',
  'EmailPostDeliveryEvents',
  'AADUserRiskEvents',
  'SecureScores',
  'DeviceTvmSoftwareVulnerabilities',
  'DeviceTvmSoftwareVulnerabilitiesKB',
  'DeviceTvmSecureConfigurationAssessment',
  'SentinelAudit',
  'LAQueryLogs',
  'Operation',
  'AuditLogs',
  'CloudAppEvents',
  'OfficeActivity',
  'IdentityLogonEvents',
];

/** What is agreed with the customer. Nothing for the resolution of the least severe ones: they are not judged. */
export const agreed = {
  acknowledgeMinutes: { High: 15, Medium: 30, Low: 120, Informational: 480 },
  resolveMinutes: { High: 240, Medium: 480, Low: 1440 },
} satisfies Customer['sla'];

/** Writes tables of the tenant into the directory and opens it as a workspace, which is asked each question once. */
export async function openTenant(
  directory: string,
  simulation: Simulation,
  tables: readonly string[] = watchedTables,
): Promise<LogWorkspace> {
  for (const table of tables) {
    await writeFile(join(directory, `${table}.ndjson`), [...simulation.rows(table)].map((row) => JSON.stringify(row)).join('\n'));
  }
  return rememberAnswers(await openLocalWorkspace(directory, { clock: { now: () => Date.parse('2027-01-01T00:00:00Z') } }));
}

/** What is asked of the tenant. */
interface Question {
  /** Folder of the report in `reports/`. @default service-review */
  readonly report?: string;
  /** `2026-10` */
  readonly period: string;
  readonly timeZone: string;
  /** UTC instants at which the period has to begin and end, written down. */
  readonly startUtc: string;
  readonly endUtc: string;
  readonly asOfUtc?: string;
  /** Settings other than those of the report. */
  readonly settings?: Partial<ReportSettings>;
  /** Changes what is asked, to see whether the comparison notices. */
  readonly mutate?: (query: ReportQuery) => ReportQuery;
}

/** The dataset of a report about the tenant, and the truth that it has to tell. */
export interface Review {
  readonly dataset: Dataset;
  readonly truth: ReviewTruth;
}

const definitions = new Map<string, Promise<ReportDefinition>>();

/** A report's definition, read once for all questions. */
function definitionOf(report: string): Promise<ReportDefinition> {
  const definition = definitions.get(report) ?? loadReportDefinition(`${reports}/${report}`, nodeFiles);
  definitions.set(report, definition);
  return definition;
}

/** Asks the tenant for a report. */
export async function collectReview(workspace: LogWorkspace, simulation: Simulation, question: Question): Promise<Review> {
  const { report = 'service-review', timeZone, startUtc, endUtc, asOfUtc, settings, mutate = (query) => query } = question;
  const loaded = await definitionOf(report);
  const definition = { ...loaded, queries: loaded.queries.map(mutate), settings: { ...loaded.settings, ...settings } };
  const truth = simulation.truth();
  const customer = sampleCustomer({ timeZone, sla: agreed, experts: trueExperts });
  const period = parsePeriod(question.period, timeZone);
  const dataset = await collectDataset({
    definition,
    customer,
    operator: sampleOperator(),
    period,
    workspace,
    ledgers: {
      hunts: truth.hunts,
      recommendations: truth.recommendations,
      tuning: trueTuning,
      detections: trueDetections,
      ...trueServiceLedgers,
    },
    ...(asOfUtc === undefined ? {} : { asOf: asOfUtc }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
  const months = definition.settings.trendMonths === 0 ? [] : trailingMonths(period, definition.settings.trendMonths);
  return {
    dataset,
    truth: truthOfReview(truth, {
      definition,
      sla: agreed,
      locale: customer.locale,
      timeZone,
      period: { id: question.period, startUtc, endUtc, ...(asOfUtc === undefined ? {} : { asOfUtc }) },
      comparison: definition.settings.comparison === 'none' ? null : previousPeriod(period),
      months: months.map(({ id }) => id),
    }),
  };
}

/** Where the dataset, or the report that is made from it, does not tell the truth. */
export function differencesOf({ dataset, truth }: Review): readonly string[] {
  const model = buildReportModel(dataset, { issuedAt: '2027-01-04T09:00:00Z', toolVersion: '1.0.0' });
  return [...compareWithTruth(dataset, truth).differences, ...compareModelWithTruth(model, dataset.definition, truth).differences];
}

/** Settings for a report that asks for the incidents of one table only. */
export function watching(table: string): Partial<ReportSettings> {
  return {
    tables: [{ name: table, feeds: 'Incidents', required: true, mend: 'Connect it.' }],
    queries: [
      { id: 'incidents', runs: 'trend' },
      { id: 'table-days', runs: 'tables' },
    ],
  };
}
