import type { z } from 'zod';
import type { LedgerEntry } from './ledger-entry.ts';

/** What is wrong with an entry as a whole. */
export interface EntryFault {
  /** Field to point at. */
  readonly field: string;
  readonly message: string;
}

/** A kind of ledger: the form of its entries, and what may become of them. Plain data and pure functions. */
export interface LedgerKind<Entry extends LedgerEntry> {
  /** Name of the command, of the file and of its list: `recommendations`. */
  readonly name: string;
  /** `recommendation` */
  readonly one: string;
  readonly entrySchema: z.ZodType<Entry>;
  readonly states: readonly Entry['status'][];
  /** States in which an entry may begin. */
  readonly initial: readonly Entry['status'][];
  /** From each state to those that may follow. */
  readonly transitions: Readonly<Record<Entry['status'], readonly Entry['status'][]>>;
  /** Written as a method, so that what holds for all ledgers can be given any of them. */
  findFaults(entry: Entry): readonly EntryFault[];
}
