import path from 'node:path';
import type { Customer, Period } from '@mxdr/core';
import { forEachBounded, isAppError } from '@mxdr/core';
import { countOf } from './count-of.ts';
import type { CommandContext } from './context.ts';
import { errorDocument, formatErrorBlock } from './error-block.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { ProducedReport } from './produce-report.ts';
import { formatTextTable } from './text-table.ts';

/** How the report of one customer ended. */
export interface ReportLine {
  readonly customerId: string;
  /** Empty where the period itself could not be read. */
  readonly period: string;
  readonly state: 'complete' | 'incomplete' | 'failed';
  /** What is missing, or why it failed. */
  readonly detail: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly seconds: number;
  readonly error?: ReturnType<typeof errorDocument>['error'];
}

/** The report of one customer, and where it lies. */
export interface MadeReport {
  readonly period: Period;
  readonly folder: string;
  readonly produced: ProducedReport;
}

export interface ReportFleetResult {
  readonly lines: readonly ReportLine[];
  readonly code: ExitCode;
}

/**
 * Makes the reports of many customers, some at the same time: while one is printed, the workspace of the next answers. A customer that fails never
 * stops the others; where only one was asked for, its error is thrown, as the error of the command.
 * @param make one customer's report
 */
export async function makeReports(
  context: CommandContext,
  customers: readonly Customer[],
  parallel: number,
  make: (customer: Customer) => Promise<MadeReport>,
): Promise<ReportFleetResult> {
  const { signal } = context;
  let finished = 0;
  const lines = await forEachBounded(customers, parallel, async (customer): Promise<ReportLine | undefined> => {
    if (signal.aborted) return undefined;
    const start = performance.now();
    const secondsOf = (): number => Math.round((performance.now() - start) / 10) / 100;
    try {
      const { period, folder, produced } = await make(customer);
      const { state, summary } = produced.model.completeness;
      finished += 1;
      if (customers.length > 1) context.note(`${customer.id}: ${state} (${finished} of ${customers.length})`);
      return {
        customerId: customer.id,
        period: period.id,
        state,
        detail: summary,
        folder,
        files: produced.files,
        seconds: secondsOf(),
      };
    } catch (error) {
      if (customers.length === 1) throw error;
      if (signal.aborted) return undefined;
      finished += 1;
      context.note(`${customer.id}: failed (${finished} of ${customers.length})\n${formatErrorBlock(error, context.paint)}`);
      const { error: described } = errorDocument(error);
      return {
        customerId: customer.id,
        period: '',
        state: 'failed',
        detail: described.message,
        folder: '',
        files: [],
        seconds: secondsOf(),
        error: isAppError(error) ? described : { ...described, mend: 'This is a defect of mxdr: please report it.' },
      };
    }
  });
  signal.throwIfAborted();
  const made = lines.filter((line) => line !== undefined);
  return { lines: made, code: made.every(({ state }) => state === 'complete') ? exitCodes.good : exitCodes.undetermined };
}

/** Files of a folder are told by their number: an appendix has dozens. */
function foldFolders(files: readonly string[]): readonly string[] {
  const folders = new Map<string, number>();
  for (const file of files) if (file.includes('/')) folders.set(path.posix.dirname(file), (folders.get(path.posix.dirname(file)) ?? 0) + 1);
  return [
    ...files.filter((file) => !file.includes('/')),
    ...[...folders].map(([folder, count]) => `${folder}/ (${countOf(count, 'file')})`),
  ];
}

/** What was made, and for several customers a closing table of who failed and why. */
export function formatReports(context: CommandContext, lines: readonly ReportLine[]): string {
  const { paint } = context;
  if (lines.length === 1)
    return lines
      .flatMap(({ customerId, period, state, detail, folder, files }) => [
        `${paint.bold(customerId)} ${period}: ${state}${detail === '' ? '' : `. ${detail}`}`,
        ...foldFolders(files).map((file) => `  ${path.join(folder, file)}`),
      ])
      .join('\n');
  return formatTextTable(
    [
      { head: 'Customer' },
      { head: 'Period' },
      { head: 'Report' },
      { head: 'Seconds', align: 'right' },
      { head: 'Folder' },
      { head: 'Why' },
    ],
    lines.map(({ customerId, period, state, seconds, folder, detail }) => [
      customerId,
      period,
      state,
      seconds.toFixed(1),
      folder === '' ? '' : path.relative(context.cwd, folder),
      state === 'complete' ? '' : detail,
    ]),
    context.width,
  );
}
