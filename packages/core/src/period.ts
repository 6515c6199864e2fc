/**
 * A stretch of a customer's calendar with its true UTC boundaries. Half-open: `[startUtc, endUtc)`.
 * A month in a zone with daylight saving has 743 or 745 hours twice a year; `hours` says which.
 */
export interface Period {
  readonly kind: 'month' | 'quarter' | 'week' | 'range';
  /** As written on the command line: `2026-10`, `2026-Q3`, `2026-W45`, `2026-10-01..2026-11-01`. */
  readonly id: string;
  /** IANA time zone of the boundaries. */
  readonly timeZone: string;
  /** First local day, `2026-10-01`. */
  readonly startDate: string;
  /** First local day after the period, `2026-11-01`. */
  readonly endDate: string;
  /** `2026-09-30T22:00:00.000Z` */
  readonly startUtc: string;
  readonly endUtc: string;
  readonly days: number;
  readonly hours: number;
}
