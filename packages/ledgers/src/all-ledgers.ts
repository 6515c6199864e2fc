import { checkInLedger } from './check-ins.ts';
import { decisionLedger } from './decisions.ts';
import { huntLedger } from './hunts.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LedgerKind } from './ledger-kind.ts';
import { questionLedger } from './questions.ts';
import { recommendationLedger } from './recommendations.ts';
import { serviceEventLedger } from './service-events.ts';

export type LedgerName = 'recommendations' | 'hunts' | 'questions' | 'decisions' | 'service-events' | 'check-ins';

/** Every ledger of a customer, by its name. */
export const allLedgers: Readonly<Record<LedgerName, LedgerKind<LedgerEntry>>> = {
  recommendations: recommendationLedger,
  hunts: huntLedger,
  questions: questionLedger,
  decisions: decisionLedger,
  'service-events': serviceEventLedger,
  'check-ins': checkInLedger,
};
