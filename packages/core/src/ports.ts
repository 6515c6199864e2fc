import type { Customer } from './customer.ts';
import type { TenantFacts } from './tenant-facts.ts';

/** The time. Pure code never asks the system for it. */
export interface Clock {
  /** Now, in milliseconds since 1970-01-01 UTC. */
  now(): number;
}

/** Where documents go. A write is all or nothing: a reader never sees half a file. */
export interface DocumentSink {
  /** @param name relative path with forward slashes */
  write(name: string, bytes: Uint8Array | string): Promise<void>;
}

/** Tells a person how far a long piece of work is. Silent unless somebody watches. */
export interface Progress {
  step(message: string): void;
}

/** Reads what the prerequisites need to know of a customer's tenant, with read-only permissions. */
export interface TenantReader {
  /** What cannot be read becomes a fact with status `not-read`; only cancellation is thrown. */
  read(customer: Customer, signal?: AbortSignal): Promise<TenantFacts>;
}
