import path from 'node:path';
import type { Customer } from '@mxdr/core';
import { AppError, formatProblem, nodeFiles, startOfDayUtc } from '@mxdr/core';
import type { HuntEntry, LedgerEntry, LedgerKind, RecommendationEntry } from '@mxdr/ledgers';
import {
  checkInLedger,
  decisionLedger,
  huntLedger,
  questionLedger,
  readLedger,
  recommendationLedger,
  serviceEventLedger,
} from '@mxdr/ledgers';
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
  const { id, title, hypothesis, category, severity, started, ended, result, summary = '', notifications, becameRule, lookedAt } = hunt;
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
      ...(becameRule === undefined ? {} : { rule: becameRule }),
      tables: lookedAt,
    },
  ];
}

function toRecommendation(entry: RecommendationEntry, { timeZone }: Customer): RecommendationRecord {
  const { id, title, product, created, due, owner, incidents, status, history, why, effect } = entry;
  const done = status === 'done' ? history.at(-1)?.on : undefined;
  return {
    id,
    title,
    product,
    createdUtc: startOfDayUtc(created, timeZone),
    dueDate: due,
    owner,
    doneUtc: done === undefined ? null : startOfDayUtc(done, timeZone),
    incidents,
    ...(why === undefined ? {} : { why }),
    ...(effect === undefined ? {} : { effect }),
    history: history.map(({ on, to }) => ({ on, to })),
  };
}

/** A customer's own ledgers, as reports take them. */
export async function readReportLedgers(
  customer: Customer,
  customerFolder: string,
): Promise<Pick<ReportLedgers, 'hunts' | 'recommendations' | 'questions' | 'decisions' | 'serviceEvents' | 'checkIns'>> {
  const hunts = await readCustomerLedger(huntLedger, customerFolder);
  const recommendations = await readCustomerLedger(recommendationLedger, customerFolder);
  const questions = await readCustomerLedger(questionLedger, customerFolder);
  const decisions = await readCustomerLedger(decisionLedger, customerFolder);
  const serviceEvents = await readCustomerLedger(serviceEventLedger, customerFolder);
  const checkIns = await readCustomerLedger(checkInLedger, customerFolder);
  return {
    ...(hunts === undefined ? {} : { hunts: hunts.flatMap(toHunt) }),
    ...(recommendations === undefined ? {} : { recommendations: recommendations.map((entry) => toRecommendation(entry, customer)) }),
    ...(questions === undefined ? {} : { questions }),
    ...(decisions === undefined ? {} : { decisions }),
    ...(serviceEvents === undefined ? {} : { serviceEvents }),
    ...(checkIns === undefined ? {} : { checkIns }),
  };
}
