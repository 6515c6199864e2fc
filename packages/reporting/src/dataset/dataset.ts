import type { Customer, Operator, PartialReason, Period, QueryEffort, QueryFailureReason, TimeWindow } from '@mxdr/core';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { Distribution } from '../metrics/statistics.ts';
import type { RedactionNote } from '../redaction/redact-dataset.ts';
import type { Reason } from './reason.ts';

/** How one query of the report ended for one period: what every number stands on. */
export interface QueryRun {
  /** `incidents@2026-10`, `table-days@2026-10/SigninLogs`. */
  readonly id: string;
  readonly queryId: string;
  readonly title: string;
  /** From the folder of reports on: `reports/queries/incidents.kql`. */
  readonly file: string;
  readonly periodId: string;
  readonly role: 'period' | 'comparison' | 'trend';
  /** SHA-256 of the text as it was sent, parameters included. */
  readonly sha256: string;
  readonly window: TimeWindow;
  /** The snapshot of this run. */
  readonly asOfUtc: string;
  readonly status: 'complete' | 'partial' | 'failed';
  readonly rows: number;
  readonly tables: readonly string[];
  readonly partial: readonly PartialReason[];
  readonly failure?: {
    readonly reason: QueryFailureReason;
    readonly code: string;
    readonly message: string;
    readonly mend: string;
    readonly missingTables: readonly string[];
    /** `file:line:column` in the query's own file. */
    readonly where?: string;
  };
  /** Volatile: differs from run to run. */
  readonly durationMs: number;
  /** What it took of a service: requests, pauses, parts. Volatile; absent where none was asked. */
  readonly effort?: QueryEffort;
}

/** Where a number comes from: ids of query runs, or `ledger:hunts`. */
export type EvidenceIds = readonly string[];

/** A number that is there, and how sure it is. */
export interface KnownValue {
  /** `partial`: a query behind it was not complete. `low-sample`: a statistic over fewer than five. */
  readonly state: 'known' | 'partial' | 'low-sample';
  readonly value: number;
  /** How many things a statistic or share stands on. */
  readonly n?: number;
  /** For shares: how many of `n`. */
  readonly part?: number;
  readonly distribution?: Distribution;
  /** Members of the cohort without a value, e.g. incidents that no person has touched. */
  readonly without?: number;
  /** Why it is partial. */
  readonly reason?: Reason;
  readonly evidence: EvidenceIds;
}

/** Why there is no number. Never a zero. */
export interface AbsentValue {
  readonly state: 'unavailable' | 'not-applicable';
  readonly reason: Reason;
  readonly missingTables?: readonly string[];
  readonly evidence: EvidenceIds;
}

export type MetricValue = KnownValue | AbsentValue;

export interface MetricMeasurement {
  readonly metricId: string;
  readonly current: MetricValue;
  /** Null when nothing is compared. */
  readonly previous: MetricValue | null;
  /** The same period of the year before; only where a block compares with it. */
  readonly yearBefore?: MetricValue;
  /** From the last check-in up to the period's end; only where a block shows it, and only of what is counted as it happens. */
  readonly since?: MetricValue;
  /** The median of the earlier months of the trend, with their number; only where a block compares with it. */
  readonly history?: MetricValue;
  /** The months of the trend, the oldest first; only where a block shows them and the metric's query runs for them. */
  readonly trend?: readonly TrendPoint[];
}

/** From where "since last time" counts, by the ledger of check-ins. */
export type SinceBase =
  /** The day on which it was held, and the period from its beginning up to the end of the report's. */
  | { readonly kind: 'check-in'; readonly date: string; readonly period: Period; readonly standing: PeriodStanding }
  /** None was held before the period's end, or no ledger is kept: what is compared is the period before. */
  | { readonly kind: 'no-check-in' | 'no-ledger' };

/** A metric in one month of the trend. */
export interface TrendPoint {
  readonly period: Period;
  readonly value: MetricValue;
}

export type ViewCell = string | number | null;

/** Rows for charts and tables: derived from incidents, or a query's own. Instants are ISO 8601 UTC. */
export interface View {
  readonly id: string;
  readonly state: 'known' | 'partial' | 'unavailable' | 'not-applicable';
  /** Why it is not known or not whole; null otherwise. */
  readonly reason: Reason | null;
  readonly missingTables: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ViewCell[])[];
  readonly evidence: EvidenceIds;
}

/** What one watched table held. */
export interface TableCoverage {
  readonly table: string;
  readonly state: 'complete' | 'partial' | 'empty' | 'missing' | 'failed';
  /** In the period; null when not known. */
  readonly records: number | null;
  readonly firstRecordUtc: string | null;
  readonly lastRecordUtc: string | null;
  /** The first record in all the history that the report looks at. */
  readonly earliestUtc: string | null;
  /** Whole UTC days of the period without a record. */
  readonly emptyDays: number | null;
  readonly isSilent: boolean;
  /** Hours from the last record to the snapshot; null when there is none. */
  readonly silentHours: number | null;
  readonly notes: readonly string[];
  readonly evidence: EvidenceIds;
}

/** Whether a period can be compared: the workspace must have been there from its first day. */
export type PeriodStanding = 'whole' | 'incomplete' | 'before-data';

/** Everything that a report of one customer and one period stands on. Plain data; one customer only. */
export interface Dataset {
  readonly schemaVersion: 1;
  readonly definition: ReportDefinition;
  readonly customer: Customer;
  readonly operator: Operator;
  readonly period: Period;
  readonly comparison: { readonly period: Period; readonly standing: PeriodStanding } | null;
  /** The same period of the year before; only where a block compares with it. */
  readonly yearBefore?: { readonly period: Period; readonly standing: PeriodStanding };
  /** Only in a report that counts from the last check-in, too. */
  readonly since?: SinceBase;
  readonly asOfUtc: string;
  /** Null where names stand as they are. */
  readonly redaction: RedactionNote | null;
  /** What the reader may see of the workspace. */
  readonly workspace: string;
  readonly metrics: readonly MetricMeasurement[];
  readonly views: readonly View[];
  readonly tables: readonly TableCoverage[];
  readonly runs: readonly QueryRun[];
}

export function isKnown(value: MetricValue): value is KnownValue {
  return value.state === 'known' || value.state === 'partial' || value.state === 'low-sample';
}
