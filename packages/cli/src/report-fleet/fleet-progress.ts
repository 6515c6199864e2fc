import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { formatErrorBlock } from '../error-block.ts';
import { createLiveLines } from '../live-lines.ts';
import type { FleetReport } from './fleet-record.ts';
import type { ReportStage } from './run-report-fleet.ts';

/** Tells how far a run over many customers is. */
export interface FleetProgress {
  readonly onStage: (customerId: string, stage: ReportStage) => void;
  /** A step within a stage, such as one query. */
  readonly onStep: (customerId: string, message: string) => void;
  readonly onEnd: (report: FleetReport, error: unknown) => void;
  close(): void;
}

const stageWords: Readonly<Record<ReportStage, string>> = {
  open: 'reading its files',
  query: 'asking the workspace',
  draw: 'drawing',
  write: 'writing',
};

/** A rate of fewer reports is a guess. */
const fewestToJudge = 2;

/** `3 s`, `12 min`, `2 h 5 min`. */
export function formatRemaining(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Where a run is. Reports of an earlier run that are left out take no time, so they say nothing of how long the rest will take. */
export function formatPace(ended: readonly FleetReport['state'][], total: number, elapsedMs: number): string {
  const of = (...states: readonly FleetReport['state'][]): number => ended.filter((state) => states.includes(state)).length;
  const made = of('complete', 'incomplete', 'failed');
  const words = [`${ended.length} of ${total} done`];
  const left = total - ended.length;
  if (made >= fewestToJudge && elapsedMs > 0) {
    words.push(`${((made / elapsedMs) * 60_000).toFixed(1)} a minute`);
    if (left > 0) words.push(`about ${formatRemaining((left * elapsedMs) / made / 1000)} left`);
  }
  if (of('failed') > 0) words.push(`${of('failed')} failed`);
  if (of('incomplete') > 0) words.push(`${of('incomplete')} incomplete`);
  if (of('skipped') > 0) words.push(`${of('skipped')} done before`);
  return words.join(' · ');
}

/** What a customer's line says beside its state. */
function remarkOf({ state, found, detail, tables, error }: FleetReport): string {
  const stale = tables.filter((table) => table.state === 'stale' || table.state === 'empty').length;
  return [
    ...(state === 'failed' && error !== null ? [error.code] : []),
    ...(state === 'interrupted' ? [detail] : []),
    ...(found === '' ? [] : [`made again: ${found}`]),
    ...(stale === 0 ? [] : [`${countOf(stale, 'table')} stale`]),
  ].join('; ');
}

/**
 * Progress of a fleet. On a terminal: pace, failures and what is in hand, rewritten in place, and a line that stays for each customer. Elsewhere
 * the line for each customer alone, so that a CI log of hundreds can be read.
 * @param stopwatch milliseconds of a clock that runs
 */
export function createFleetProgress(context: CommandContext, total: number, stopwatch: () => number): FleetProgress {
  const start = stopwatch();
  const ended: FleetReport['state'][] = [];
  const lines = createLiveLines(context, () => formatPace(ended, total, stopwatch() - start));
  return {
    onStage: (customerId, stage) => lines.set(customerId, stageWords[stage], true),
    onStep: (customerId, message) => lines.set(customerId, message, false),
    onEnd(report, error) {
      ended.push(report.state);
      const remark = remarkOf(report);
      const line = `${report.customerId}: ${report.state}${remark === '' ? '' : ` (${remark})`}, ${formatPace(ended, total, stopwatch() - start)}`;
      lines.tell(report.customerId, error === undefined ? line : `${line}\n${formatErrorBlock(error, context.paint)}`);
    },
    close: () => lines.close(),
  };
}
