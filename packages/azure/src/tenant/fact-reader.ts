import type { Customer, Operator, TenantFactName } from '@mxdr/core';
import type { Reading } from './reading.ts';
import type { Read } from './read-failure.ts';

/** Whose facts are read. */
export interface ReadScope {
  readonly customer: Customer;
  /** Absent where operator.yaml could not be read: what concerns the operator is then not read. */
  readonly operator: Operator | undefined;
}

/** Reads one fact: one file, one question, only reading. */
export interface FactReader {
  readonly name: TenantFactName;
  /** Least permission; absent where anybody may read. */
  readonly permission?: string;
  /** The request as the facts file names it. */
  readonly request: string;
  /** What was read in the form of the fact's schema, which is held against it afterwards; or why nothing was. */
  read(reading: Reading, scope: ReadScope): Promise<Read<unknown>>;
}
