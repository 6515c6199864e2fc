/**
 * Credits for questions to the experts. Rules as the service publishes them: 10 at the start of each calendar quarter, what is left goes over to the
 * next quarter, at most 20 are usable in a quarter, all expire at the end of the calendar year or of the term, whichever comes first. How a first,
 * partial quarter counts is not published: its opening balance is a setting.
 */
export interface CreditTerms {
  /** First day of the term. */
  readonly start: string;
  /** Last day of the term; null while it has no end. */
  readonly end: string | null;
  /** Credits in the first quarter. @default 10 */
  readonly opening?: number;
}

export interface CreditUse {
  /** Day on which the question was asked, in the customer's calendar. */
  readonly on: string;
  readonly credits: number;
}

/** One quarter of the ledger. `available` = the smaller of 20 and carried + granted; `remaining` = available − used. */
export interface CreditQuarter {
  /** `2026-Q4` */
  readonly quarter: string;
  readonly carried: number;
  readonly granted: number;
  /** Lost because of the cap. */
  readonly capped: number;
  readonly available: number;
  readonly used: number;
  readonly remaining: number;
  /** Asked for beyond what was there. Never taken from another quarter. */
  readonly overdrawn: number;
  /** Last day of what remains. */
  readonly expiresOn: string;
  /** Whether what remains is lost at the end of this quarter rather than carried over. */
  readonly isLastOfYearOrTerm: boolean;
}

export interface CreditStatement {
  /** Every quarter from the first of the term to the one asked about; empty before the term. */
  readonly quarters: readonly CreditQuarter[];
  /** The quarter asked about; null outside the term. */
  readonly current: CreditQuarter | null;
  /** Credits of questions that were asked before or after the term. */
  readonly outsideTerm: number;
}

export const creditsPerQuarter = 10;
export const mostCredits = 20;

/** 0 for 2000-Q1, counting on. */
function quarterNumber(date: string): number {
  return (Number(date.slice(0, 4)) - 2000) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
}

function quarterName(number: number): string {
  return `${2000 + Math.floor(number / 4)}-Q${(number % 4) + 1}`;
}

/** Last day of a quarter. */
function quarterEnd(number: number): string {
  const ends = ['03-31', '06-30', '09-30', '12-31'] as const;
  return `${2000 + Math.floor(number / 4)}-${ends[number % 4]}`;
}

function earlier(one: string, other: string | null): string {
  return other !== null && other < one ? other : one;
}

/**
 * The state of the credits at the end of a day.
 * @param on a day in the customer's calendar; later questions do not count yet
 */
export function stateCredits(terms: CreditTerms, uses: readonly CreditUse[], on: string): CreditStatement {
  const isWithin = (date: string): boolean => date >= terms.start && (terms.end === null || date <= terms.end);
  const counted = uses.filter((use) => use.on <= on);
  const outsideTerm = counted.filter((use) => !isWithin(use.on)).reduce((sum, use) => sum + use.credits, 0);
  if (on < terms.start) return { quarters: [], current: null, outsideTerm };
  const first = quarterNumber(terms.start);
  const last = quarterNumber(earlier(on, terms.end));
  const quarters: CreditQuarter[] = [];
  for (let number = first; number <= last; number++) {
    const before = quarters.at(-1);
    const carried = before === undefined || before.isLastOfYearOrTerm ? 0 : before.remaining;
    const granted = number === first ? Math.min(mostCredits, terms.opening ?? creditsPerQuarter) : creditsPerQuarter;
    const available = Math.min(mostCredits, carried + granted);
    const asked = counted.filter((use) => isWithin(use.on) && quarterNumber(use.on) === number).reduce((sum, use) => sum + use.credits, 0);
    const used = Math.min(asked, available);
    const yearEnd = quarterEnd(Math.floor(number / 4) * 4 + 3);
    quarters.push({
      quarter: quarterName(number),
      carried,
      granted,
      capped: carried + granted - available,
      available,
      used,
      remaining: available - used,
      overdrawn: asked - used,
      expiresOn: earlier(yearEnd, terms.end),
      isLastOfYearOrTerm: number % 4 === 3 || (terms.end !== null && quarterNumber(terms.end) === number),
    });
  }
  const isOver = terms.end !== null && on > terms.end;
  return { quarters, current: isOver ? null : (quarters.at(-1) ?? null), outsideTerm };
}
