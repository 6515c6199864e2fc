import { forEachBounded, isAppError } from '@mxdr/core';
import { errorDocument } from '../error-block.ts';
import type { DrawnReport } from '../produce-report.ts';
import { blankReport, flagTables, listIssued, tallyQueries } from './describe-report.ts';
import type { FleetReport } from './fleet-record.ts';
import type { DoneVerdict } from './judge-done.ts';
import { createSlots } from './slots.ts';

/** The stages of a report; between them it waits for room. */
export type ReportStage = 'open' | 'query' | 'draw' | 'write';

/** One customer's report on its way through the stages. */
export interface ReportJourney<Collected> {
  readonly periodId: string;
  /** From the folder of the run. */
  readonly folder: string;
  /** Whether an earlier run has done it; asked where a run is taken up again. */
  readonly judge: () => Promise<DoneVerdict>;
  /** Rejects as soon as the run is interrupted. */
  readonly collect: () => Promise<Collected>;
  readonly draw: (collected: Collected) => Promise<DrawnReport>;
  /** All or nothing. */
  readonly publish: (drawn: DrawnReport) => Promise<void>;
}

export interface FleetRun<Collected> {
  readonly customerIds: readonly string[];
  /** Reads what lies beside the customer, and says where its report goes. */
  readonly open: (customerId: string) => Promise<ReportJourney<Collected>>;
  /** Leaves out what an earlier run has done. */
  readonly resumes: boolean;
  /** Customers whose workspaces are asked at the same time: that waits for the network. */
  readonly parallel: number;
  /** Reports that are drawn and printed at the same time: that takes the processor. */
  readonly printers: number;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that runs. */
  readonly stopwatch: () => number;
  readonly onStage: (customerId: string, stage: ReportStage) => void;
  /** Told of every customer once, with what the error was where there was one. */
  readonly onEnd: (report: FleetReport, error: unknown) => void;
}

const interruptedWords: Readonly<Record<ReportStage, string>> = {
  open: 'not begun',
  query: 'undone while the workspace was asked',
  draw: 'undone before it was drawn',
  write: 'undone before it was written',
};

/**
 * Makes the reports of many customers. While one is drawn and printed, the workspaces of the next ones answer; no more than
 * `parallel + printers` customers are held in memory. Who fails stops nobody.
 *
 * Once the signal is aborted nothing begins any more: questions are given up, a report that is being drawn is finished, and the rest is
 * `interrupted`. Every customer has an end.
 * @returns in the order of the customers
 */
export async function runReportFleet<Collected>(run: FleetRun<Collected>): Promise<readonly FleetReport[]> {
  const queries = createSlots(run.parallel);
  const printers = createSlots(run.printers);
  return forEachBounded(run.customerIds, run.parallel + run.printers, async (customerId) => {
    const ended = await makeOne(run, customerId, queries, printers);
    run.onEnd(ended.report, ended.error);
    return ended.report;
  });
}

async function makeOne<Collected>(
  { open, resumes, signal, stopwatch, onStage }: FleetRun<Collected>,
  customerId: string,
  queries: ReturnType<typeof createSlots>,
  printers: ReturnType<typeof createSlots>,
): Promise<{ readonly report: FleetReport; readonly error: unknown }> {
  const blank = blankReport(customerId);
  if (signal.aborted) return { report: blank, error: undefined };
  const spent = { open: 0, query: 0, draw: 0, write: 0 };
  let stage: ReportStage = 'open';
  const at = async <T>(next: ReportStage, work: () => Promise<T>): Promise<T> => {
    stage = next;
    signal.throwIfAborted();
    onStage(customerId, next);
    const start = stopwatch();
    try {
      return await work();
    } finally {
      spent[next] = stopwatch() - start;
    }
  };
  const secondsOf = (): FleetReport['seconds'] => {
    const rounded = (ms: number): number => Math.round(ms / 10) / 100;
    const { query, draw, write } = spent;
    return { query: rounded(query), draw: rounded(draw), write: rounded(write), total: rounded(spent.open + query + draw + write) };
  };
  let known = blank;
  try {
    const journey = await at('open', () => open(customerId));
    known = { ...blank, period: journey.periodId };
    if (resumes) {
      const verdict = await journey.judge();
      if (verdict.isDone) {
        const { manifest, text } = verdict;
        const report: FleetReport = {
          ...known,
          state: 'skipped',
          detail: `whole and as asked, made at ${manifest.volatile.issuedAt}`,
          folder: journey.folder,
          files: listIssued(manifest, text),
          seconds: secondsOf(),
          tables: flagTables(manifest.tables),
        };
        return { report, error: undefined };
      }
      known = { ...known, found: verdict.why };
    }
    const collected = await queries.run(() => at('query', () => journey.collect()));
    return await printers.run(async () => {
      const drawn = await at('draw', () => journey.draw(collected));
      // It is drawn: writing it takes less than saying why not. So the signal is not looked at any more.
      stage = 'write';
      onStage(customerId, stage);
      const start = stopwatch();
      await journey.publish(drawn);
      spent.write = stopwatch() - start;
      const { manifest, files } = drawn;
      const report: FleetReport = {
        ...known,
        state: manifest.completeness.state,
        detail: manifest.completeness.summary,
        folder: journey.folder,
        files: listIssued(manifest, files.at(-1)?.bytes ?? ''),
        seconds: secondsOf(),
        queries: tallyQueries(manifest),
        tables: flagTables(manifest.tables),
      };
      return { report, error: undefined };
    });
  } catch (error) {
    if (signal.aborted && !isAppError(error))
      return { report: { ...known, detail: interruptedWords[stage], seconds: secondsOf() }, error: undefined };
    const { error: described } = errorDocument(error);
    const report: FleetReport = {
      ...known,
      state: 'failed',
      detail: described.message,
      seconds: secondsOf(),
      error: isAppError(error) ? described : { ...described, mend: 'This is a defect of mxdr: please report it.' },
    };
    return { report, error };
  }
}
