import type { Customer } from '@mxdr/core';
import type { RecordMeasure, Truth, TruthMeasures } from '@mxdr/simulator';
import { measureRecords, measureTruth } from '@mxdr/simulator';
import type { RuleAlerts } from './true-rule-alerts.ts';
import { trueRuleAlerts } from './true-rule-alerts.ts';

/** A period of the report: its own, the compared one or a month of the trend. */
export interface AskedPeriod {
  /** `2026-10` */
  readonly id: string;
  /** UTC instants, ISO 8601 with milliseconds. */
  readonly startUtc: string;
  readonly endUtc: string;
  /** @default endUtc */
  readonly asOfUtc?: string;
}

/** A period with its truth, as it stood at its snapshot. */
export interface MeasuredPeriod extends AskedPeriod {
  readonly asOfUtc: string;
  /** From where the report reads history. */
  readonly lookbackUtc: string;
  readonly truth: TruthMeasures;
  /** `AADRiskyUsers` from there up to the snapshot. */
  readonly riskyUsers: RecordMeasure | undefined;
  readonly ruleAlerts: readonly RuleAlerts[];
}

/** What the truth is measured with. */
export interface MeasureBasis {
  readonly truth: Truth;
  readonly timeZone: string;
  readonly targets: Customer['sla'];
  readonly lookbackDays: number;
}

/** Measures the truth of one period. */
export function measurePeriod({ truth, timeZone, targets, lookbackDays }: MeasureBasis, period: AskedPeriod): MeasuredPeriod {
  const { startUtc, endUtc, asOfUtc = endUtc } = period;
  const lookbackMs = Date.parse(startUtc) - lookbackDays * 86_400_000;
  const lookbackUtc = new Date(lookbackMs).toISOString();
  return {
    ...period,
    ruleAlerts: trueRuleAlerts(truth, { startUtc, endUtc, lookbackUtc, asOfUtc }),
    asOfUtc,
    lookbackUtc,
    truth: measureTruth(truth, { startUtc, endUtc, asOfUtc, lookbackUtc, timeZone, targets }),
    riskyUsers: measureRecords(truth, lookbackMs, Date.parse(asOfUtc)).find(({ table }) => table === 'AADRiskyUsers'),
  };
}
