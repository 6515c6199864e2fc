import type { MeasuredSpan } from './measure-operations.ts';
import type { Truth, TruthWeakness } from './truth.ts';

/** Detections of identity protection of one type, by their last state before the snapshot. */
export interface RiskDetectionMeasure {
  readonly type: string;
  readonly detections: number;
  readonly high: number;
  readonly open: number;
  readonly cleared: number;
}

/** Per cent. */
export interface SecureScoreMeasure {
  /** Rows that tell it. */
  readonly rows: number;
  readonly subscriptions: number;
  readonly score: number;
  readonly lowest: number;
  /** By UTC day, oldest first. */
  readonly days: readonly { readonly dayUtc: string; readonly score: number }[];
}

/** Weaknesses as the newest snapshot in the window tells them. */
export interface WeaknessMeasures {
  /** Pairs of a device and a weakness. */
  readonly pairs: number;
  readonly weaknesses: number;
  readonly critical: number;
  readonly high: number;
  readonly devices: number;
  readonly criticalDevices: number;
  readonly exploitable: number;
  readonly exploitableDevices: number;
  readonly software: readonly {
    readonly name: string;
    readonly weaknesses: number;
    readonly critical: number;
    readonly high: number;
    readonly devices: number;
  }[];
}

export interface AntivirusMeasures {
  readonly rows: number;
  readonly devices: number;
  readonly active: number;
  readonly guidanceOnly: number;
  readonly blind: number;
}

/** How well the tenant is protected; null where no product tells it. */
export interface PostureMeasures {
  /** Detections whose first row lies in the window, most first, then by type. */
  readonly riskDetections: readonly RiskDetectionMeasure[];
  readonly secureScore: SecureScoreMeasure | null;
  readonly weaknesses: WeaknessMeasures | null;
  readonly antivirus: AntivirusMeasures | null;
}

const dayMs = 86_400_000;

export function measurePosture(truth: Truth, span: MeasuredSpan): PostureMeasures {
  return {
    riskDetections: measureDetections(truth, span),
    secureScore: measureScore(truth, span),
    weaknesses: measureWeaknesses(truth.weaknesses, span),
    antivirus: measureAntivirus(truth, span),
  };
}

function isIn(utc: string, { startMs, endMs }: MeasuredSpan): boolean {
  return Date.parse(utc) >= startMs && Date.parse(utc) < endMs;
}

function measureDetections(truth: Truth, span: MeasuredSpan): readonly RiskDetectionMeasure[] {
  const own = truth.riskDetections.filter(({ changes }) => isIn(changes[0]!.atUtc, span));
  return [...new Set(own.map(({ type }) => type))]
    .map((type) => {
      const ofType = own.filter((detection) => detection.type === type);
      const states = ofType.map(({ changes }) => changes.findLast(({ atUtc }) => Date.parse(atUtc) < span.asOfMs)!.state);
      return {
        type,
        detections: ofType.length,
        high: ofType.filter(({ level }) => level === 'high').length,
        open: states.filter((state) => state === 'atRisk' || state === 'confirmedCompromised').length,
        cleared: states.filter((state) => state === 'remediated' || state === 'dismissed').length,
      };
    })
    .toSorted((left, right) => right.detections - left.detections || (left.type < right.type ? -1 : 1));
}

function measureScore(truth: Truth, span: MeasuredSpan): SecureScoreMeasure | null {
  const scores = truth.secureScores.map(({ weight, reports }) => ({ weight, reports: reports.filter(([atUtc]) => isIn(atUtc, span)) }));
  const told = scores.filter(({ reports }) => reports.length > 0);
  if (told.length === 0) return null;
  const weighted = (shares: readonly { readonly weight: number; readonly share: number }[]): number =>
    (100 * shares.reduce((sum, { weight, share }) => sum + weight * share, 0)) / shares.reduce((sum, { weight }) => sum + weight, 0);
  const last = told.map(({ weight, reports }) => ({ weight, share: reports.at(-1)![1] }));
  const days = [...new Set(told.flatMap(({ reports }) => reports.map(([atUtc]) => Math.floor(Date.parse(atUtc) / dayMs))))].toSorted(
    (a, b) => a - b,
  );
  return {
    rows: told.reduce((total, { reports }) => total + reports.length, 0),
    subscriptions: told.length,
    score: weighted(last),
    lowest: 100 * Math.min(...last.map(({ share }) => share)),
    days: days.map((day) => ({
      dayUtc: new Date(day * dayMs).toISOString(),
      score: weighted(
        told.flatMap(({ weight, reports }) => {
          const ofDay = reports.findLast(([atUtc]) => Math.floor(Date.parse(atUtc) / dayMs) === day);
          return ofDay === undefined ? [] : [{ weight, share: ofDay[1] }];
        }),
      ),
    })),
  };
}

function measureWeaknesses(all: readonly TruthWeakness[], span: MeasuredSpan): WeaknessMeasures | null {
  const open = all.flatMap((weakness) => {
    const newest = weakness.devicesBySnapshot.findLast(([atUtc]) => isIn(atUtc, span));
    return newest === undefined || newest[1].length === 0 ? [] : [{ ...weakness, devices: newest[1] }];
  });
  if (open.length === 0) return null;
  const devicesOf = (list: typeof open): number => new Set(list.flatMap(({ devices }) => devices)).size;
  const critical = open.filter(({ severity }) => severity === 'Critical');
  const exploitable = open.filter(({ hasExploit }) => hasExploit);
  const names = [...new Set(open.map(({ vendor, software }) => `${vendor} ${software}`))];
  return {
    pairs: open.reduce((total, { devices }) => total + devices.length, 0),
    weaknesses: open.length,
    critical: critical.length,
    high: open.filter(({ severity }) => severity === 'High').length,
    devices: devicesOf(open),
    criticalDevices: devicesOf(critical),
    exploitable: exploitable.length,
    exploitableDevices: devicesOf(exploitable),
    software: names.map((name) => {
      const own = open.filter(({ vendor, software }) => `${vendor} ${software}` === name);
      return {
        name,
        weaknesses: own.length,
        critical: own.filter(({ severity }) => severity === 'Critical').length,
        high: own.filter(({ severity }) => severity === 'High').length,
        devices: devicesOf(own),
      };
    }),
  };
}

function measureAntivirus({ antivirus }: Truth, span: MeasuredSpan): AntivirusMeasures | null {
  const snapshots = antivirus?.snapshotsUtc.filter((utc) => isIn(utc, span)).length ?? 0;
  if (antivirus === null || snapshots === 0) return null;
  const { active, guidanceOnly, blind } = antivirus;
  const devices = active + guidanceOnly + blind;
  return { rows: snapshots * devices, devices, active, guidanceOnly, blind };
}
