import type { PartialReason } from '@mxdr/core';

/** A ledger of the customer that only people keep. */
export type CustomerLedger = 'questions' | 'decisions' | 'service-events' | 'check-ins';

/** Why a number is not there, or not whole. The model words it in the reader's language. Plain data. */
export type Reason =
  | { readonly kind: 'tables-missing'; readonly tables: readonly string[] }
  | { readonly kind: 'query-failed'; readonly query: string; readonly message: string }
  | { readonly kind: 'query-not-run'; readonly query: string }
  | { readonly kind: 'no-records'; readonly tables: readonly string[] }
  | { readonly kind: 'no-column'; readonly query: string; readonly column: string }
  | { readonly kind: 'no-ledger'; readonly ledger: 'hunts' | 'recommendations' | 'tuning' | 'readiness' | 'detections' | CustomerLedger }
  /** No term is agreed in which the customer may ask the experts. */
  | { readonly kind: 'no-credit-terms' }
  /** The checks ran, and had nothing to count devices by. */
  | { readonly kind: 'devices-unread' }
  | { readonly kind: 'no-earlier-result' }
  | { readonly kind: 'silence-elsewhere' }
  | { readonly kind: 'tables-unreadable' }
  /** Fewer earlier months are known than a median needs. */
  | { readonly kind: 'history-too-short' }
  | { readonly kind: 'before-data' }
  | { readonly kind: 'data-begins-within' }
  /** The metric's own rule says what is said when there is nothing to measure. */
  | { readonly kind: 'nothing-to-measure'; readonly metricId: string }
  /** Answers that were not whole, in the words of the workspace. */
  | { readonly kind: 'partial'; readonly reasons: readonly PartialReason[] };
