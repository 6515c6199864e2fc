import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, LogWorkspace } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { Simulation } from '@mxdr/simulator';
import { expect } from 'vitest';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset, KnownValue } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { sampleCustomer, sampleOperator } from './scripted-workspace.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
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
];

/** What is agreed with the customer. Nothing for the resolution of the least severe ones: they are not judged. */
export const agreed = {
  acknowledgeMinutes: { High: 15, Medium: 30, Low: 120, Informational: 480 },
  resolveMinutes: { High: 240, Medium: 480, Low: 1440 },
} satisfies Customer['sla'];

/** Writes tables of the tenant into the directory and opens it as a workspace. */
export async function openTenant(
  directory: string,
  simulation: Simulation,
  tables: readonly string[] = watchedTables,
): Promise<LogWorkspace> {
  for (const table of tables) {
    await writeFile(join(directory, `${table}.ndjson`), [...simulation.rows(table)].map((row) => JSON.stringify(row)).join('\n'));
  }
  return openLocalWorkspace(directory, { clock: { now: () => Date.parse('2027-01-01T00:00:00Z') } });
}

/** What is asked of the tenant. */
interface Question {
  readonly period: string;
  readonly timeZone: string;
  readonly asOf?: string;
  /** Settings other than those of the service review. @default one period, without months of the trend */
  readonly settings?: Partial<ReportSettings>;
}

/** The dataset of the service review about the tenant. */
export async function collectReview(workspace: LogWorkspace, simulation: Simulation, question: Question): Promise<Dataset> {
  const { period, timeZone, asOf, settings } = question;
  const definition = await loadReportDefinition(folder, nodeFiles);
  const { hunts, recommendations } = simulation.truth();
  return collectDataset({
    // One period is enough to hold against the truth of that period.
    definition: { ...definition, settings: { ...definition.settings, trendMonths: 0, comparison: 'none', ...settings } },
    customer: sampleCustomer({ timeZone, sla: agreed }),
    operator: sampleOperator(),
    period: parsePeriod(period, timeZone),
    workspace,
    ledgers: { hunts, recommendations },
    ...(asOf === undefined ? {} : { asOf }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

/** A metric of the period that has to be known. */
export function known(dataset: Dataset, id: string): KnownValue {
  const value = dataset.metrics.find(({ metricId }) => metricId === id)?.current;
  if (!value || !isKnown(value)) throw new Error(`${id}: ${JSON.stringify(value)}`);
  return value;
}

/** Rows of a view as records of the named columns. */
export function rows(dataset: Dataset, id: string, ...columns: readonly string[]): readonly (readonly (string | number | null)[])[] {
  const view = dataset.views.find((one) => one.id === id)!;
  expect(view.state).toBe('known');
  return view.rows.map((row) => columns.map((column) => row[view.columns.indexOf(column)]!));
}

/** A figure as the truth has it; null where there is none. */
export const close = (value: number | undefined): unknown => (value === undefined ? null : expect.closeTo(value, 5));
