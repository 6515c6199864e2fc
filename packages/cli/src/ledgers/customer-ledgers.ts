import path from 'node:path';
import type { Customer } from '@mxdr/core';
import { AppError, formatProblem, nodeFiles, startOfDayUtc } from '@mxdr/core';
import type { HuntEntry, LedgerEntry, LedgerKind, RecommendationEntry } from '@mxdr/ledgers';
import { huntLedger, readLedger, recommendationLedger } from '@mxdr/ledgers';
import type { HuntRecord, RecommendationRecord, ReportLedgers } from '@mxdr/reporting';

/**
 * The entries of one of a customer's ledgers; undefined where there is no such file, which is not the same as an empty one.
 * @throws AppError usage MXDR-LEDGER-INVALID with every problem and its place
 */
export async function readCustomerLedger<Entry extends LedgerEntry>(
  kind: LedgerKind<Entry>,
  customerFolder: string,
): Promise<readonly Entry[] | undefined> {
  const file = path.join(customerFolder, `${kind.name}.yaml`);
  const text = await nodeFiles.readText(file);
  if (text === undefined) return undefined;
  const reading = readLedger(kind, text, file);
  if ('entries' in reading) return reading.entries;
  throw new AppError({
    kind: 'usage',
    code: 'MXDR-LEDGER-INVALID',
    message: `The ledger ${kind.name}.yaml cannot be read.`,
    where: file,
    why: reading.problems.map((problem) => formatProblem(problem)).join('\n         '),
    mend: 'Mend what is named; "mxdr validate" says the same.',
  });
}

function toHunt(hunt: HuntEntry): readonly HuntRecord[] {
  const { id, title, hypothesis, category, severity, started, ended, result, summary = '', notifications, becameRule } = hunt;
  if (hunt.status !== 'concluded' || started === undefined || ended === undefined || result === undefined) return [];
  return [
    {
      id,
      title,
      hypothesis,
      category,
      severity,
      startedUtc: started,
      endedUtc: ended,
      result,
      summary,
      notifications,
      becameRule: becameRule !== undefined,
    },
  ];
}

function toRecommendation(entry: RecommendationEntry, { timeZone }: Customer): readonly RecommendationRecord[] {
  // What was declined or replaced is nothing that the customer still has to do, and nothing that was done.
  if (entry.status === 'declined' || entry.status === 'superseded') return [];
  const { id, title, product, created, due, owner, incidents, status, history } = entry;
  const done = status === 'done' ? history.at(-1)?.on : undefined;
  return [
    {
      id,
      title,
      product,
      createdUtc: startOfDayUtc(created, timeZone),
      dueDate: due,
      owner,
      doneUtc: done === undefined ? null : startOfDayUtc(done, timeZone),
      incidents,
    },
  ];
}

/** A customer's own ledgers, as reports take them. */
export async function readReportLedgers(
  customer: Customer,
  customerFolder: string,
): Promise<Pick<ReportLedgers, 'hunts' | 'recommendations'>> {
  const hunts = await readCustomerLedger(huntLedger, customerFolder);
  const recommendations = await readCustomerLedger(recommendationLedger, customerFolder);
  return {
    ...(hunts === undefined ? {} : { hunts: hunts.flatMap(toHunt) }),
    ...(recommendations === undefined ? {} : { recommendations: recommendations.flatMap((entry) => toRecommendation(entry, customer)) }),
  };
}
