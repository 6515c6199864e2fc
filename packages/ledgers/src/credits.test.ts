import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreditTerms } from './credits.ts';
import { mostCredits, stateCredits } from './credits.ts';

const year: CreditTerms = { start: '2026-01-01', end: null };
const use = (on: string, credits = 1) => ({ on, credits });

/** Day asked about, terms, questions, and what is then available, used, remaining, carried, capped and overdrawn in that quarter. */
const cases: readonly (readonly [
  what: string,
  on: string,
  terms: CreditTerms,
  uses: readonly { readonly on: string; readonly credits: number }[],
  expected:
    | { readonly [Name in 'carried' | 'available' | 'used' | 'remaining' | 'capped' | 'overdrawn' | 'expiresOn']?: number | string }
    | null,
])[] = [
  ['the first day of the year', '2026-01-01', year, [], { carried: 0, available: 10, used: 0, remaining: 10, expiresOn: '2026-12-31' }],
  ['the last day of the first quarter', '2026-03-31', year, [], { available: 10, remaining: 10 }],
  ['a question on the first day', '2026-01-01', year, [use('2026-01-01')], { used: 1, remaining: 9 }],
  ['a question on the last day of a quarter', '2026-03-31', year, [use('2026-03-31')], { used: 1, remaining: 9 }],
  ['a question of tomorrow does not count yet', '2026-02-01', year, [use('2026-02-02')], { used: 0, remaining: 10 }],
  ['ten left over', '2026-04-01', year, [], { carried: 10, available: 20, remaining: 20, capped: 0 }],
  ['nine left over', '2026-04-01', year, [use('2026-03-31')], { carried: 9, available: 19, remaining: 19 }],
  ['none left over', '2026-04-01', year, [use('2026-01-05', 10)], { carried: 0, available: 10 }],
  [
    'a question of the quarter before lowers what is carried only',
    '2026-05-01',
    year,
    [use('2026-03-31', 4)],
    { carried: 6, available: 16, used: 0 },
  ],
  ['the cap in the third quarter', '2026-07-01', year, [], { carried: 20, available: 20, capped: 10, remaining: 20 }],
  ['the cap with a few used', '2026-07-01', year, [use('2026-06-30', 3)], { carried: 17, available: 20, capped: 7 }],
  ['just below the cap', '2026-07-01', year, [use('2026-06-30', 11)], { carried: 9, available: 19, capped: 0 }],
  ['exactly the cap', '2026-07-01', year, [use('2026-06-30', 10)], { carried: 10, available: 20, capped: 0 }],
  ['the cap in the fourth quarter', '2026-10-01', year, [], { carried: 20, available: 20, capped: 10 }],
  ['the last day of the year', '2026-12-31', year, [], { available: 20, remaining: 20, expiresOn: '2026-12-31' }],
  ['a new year begins with nothing carried', '2027-01-01', year, [], { carried: 0, available: 10, remaining: 10, expiresOn: '2027-12-31' }],
  ['whatever was left', '2027-01-01', year, [use('2026-11-01', 3)], { carried: 0, available: 10 }],
  ['whatever was overdrawn', '2027-01-01', year, [use('2026-11-01', 30)], { carried: 0, available: 10, overdrawn: 0 }],
  ['the second quarter of the second year', '2027-04-01', year, [use('2027-01-10', 2)], { carried: 8, available: 18 }],
  ['a leap day', '2028-02-29', { start: '2028-01-01', end: null }, [use('2028-02-29', 2)], { used: 2, remaining: 8 }],
  ['more asked for than there is', '2026-02-01', year, [use('2026-01-05', 12)], { available: 10, used: 10, remaining: 0, overdrawn: 2 }],
  ['what is overdrawn is not taken from the next quarter', '2026-04-01', year, [use('2026-01-05', 12)], { carried: 0, available: 10 }],
  ['all twenty', '2026-05-01', year, [use('2026-04-02', 20)], { used: 20, remaining: 0, overdrawn: 0 }],
  ['twenty-one', '2026-05-01', year, [use('2026-04-02', 21)], { used: 20, remaining: 0, overdrawn: 1 }],
  ['several questions on one day', '2026-04-02', year, [use('2026-04-02'), use('2026-04-02', 2)], { used: 3, remaining: 17 }],
  ['a question that cost nothing', '2026-04-02', year, [use('2026-04-02', 0)], { used: 0, remaining: 20 }],
  [
    'a term that begins in the middle of a quarter',
    '2026-05-15',
    { start: '2026-05-15', end: null },
    [],
    { carried: 0, available: 10, remaining: 10 },
  ],
  ['and its second quarter', '2026-07-01', { start: '2026-05-15', end: null }, [use('2026-06-01', 4)], { carried: 6, available: 16 }],
  ['an opening balance that was agreed', '2026-05-15', { start: '2026-05-15', end: null, opening: 5 }, [], { available: 5, remaining: 5 }],
  [
    'an opening balance of none',
    '2026-05-31',
    { start: '2026-05-15', end: null, opening: 0 },
    [use('2026-05-20')],
    { available: 0, used: 0, overdrawn: 1 },
  ],
  ['an opening balance above the cap', '2026-05-15', { start: '2026-05-15', end: null, opening: 30 }, [], { available: 20 }],
  ['an opening balance counts once', '2026-07-01', { start: '2026-05-15', end: null, opening: 5 }, [], { carried: 5, available: 15 }],
  ['the day before the term', '2026-05-14', { start: '2026-05-15', end: null }, [], null],
  [
    'a term that begins on the last day of the year',
    '2026-12-31',
    { start: '2026-12-31', end: null },
    [],
    { available: 10, expiresOn: '2026-12-31' },
  ],
  ['and the day after', '2027-01-01', { start: '2026-12-31', end: null }, [], { carried: 0, available: 10 }],
  [
    'a term that ends before the year',
    '2026-08-01',
    { start: '2026-01-01', end: '2026-09-15' },
    [],
    { available: 20, expiresOn: '2026-09-15' },
  ],
  ['on its last day', '2026-09-15', { start: '2026-01-01', end: '2026-09-15' }, [use('2026-09-15', 5)], { used: 5, remaining: 15 }],
  ['after its last day', '2026-09-16', { start: '2026-01-01', end: '2026-09-15' }, [], null],
  [
    'a term over two years expires with the year first',
    '2026-11-01',
    { start: '2026-01-01', end: '2027-06-30' },
    [],
    { expiresOn: '2026-12-31' },
  ],
  [
    'and with the term then',
    '2027-05-01',
    { start: '2026-01-01', end: '2027-06-30' },
    [],
    { carried: 10, available: 20, expiresOn: '2027-06-30' },
  ],
  [
    'a term of one day',
    '2026-06-30',
    { start: '2026-06-30', end: '2026-06-30' },
    [use('2026-06-30')],
    { available: 10, used: 1, expiresOn: '2026-06-30' },
  ],
  ['a question before the term', '2026-06-01', { start: '2026-05-15', end: null }, [use('2026-05-14')], { used: 0, remaining: 10 }],
  ['two years without a question', '2027-12-31', year, [], { carried: 20, available: 20, capped: 10, expiresOn: '2027-12-31' }],
];

describe('credits', () => {
  it.each(cases)('%s (%s)', (_, on, terms, uses, expected) => {
    const { current } = stateCredits(terms, uses, on);
    if (expected === null) expect(current).toBeNull();
    else expect(current).toMatchObject(expected);
  });

  it('has at least forty dated cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it('tells what was asked outside the term, and every quarter of it', () => {
    const statement = stateCredits({ start: '2026-05-15', end: '2026-09-30' }, [use('2026-01-01'), use('2026-10-01', 2)], '2026-12-31');
    expect(statement.outsideTerm).toBe(3);
    expect(statement.quarters.map(({ quarter }) => quarter)).toEqual(['2026-Q2', '2026-Q3']);
    expect(statement.quarters.map(({ isLastOfYearOrTerm }) => isLastOfYearOrTerm)).toEqual([false, true]);
  });

  const days = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const uses = fc.array(fc.record({ on: days, credits: fc.integer({ min: 0, max: 25 }) }), { maxLength: 40 });
  const terms = fc
    .record({ start: days, end: fc.option(days), opening: fc.integer({ min: 0, max: 30 }) })
    .filter(({ start, end }) => end === null || start <= end);

  it('are never below zero, never above the cap, and every credit asked for is used, overdrawn or outside the term', () => {
    fc.assert(
      fc.property(terms, uses, days, (agreed, asked, on) => {
        const { quarters, outsideTerm } = stateCredits(agreed, asked, on);
        for (const quarter of quarters) {
          expect(quarter.remaining).toBeGreaterThanOrEqual(0);
          expect(quarter.available).toBeLessThanOrEqual(mostCredits);
          expect(quarter.used + quarter.remaining).toBe(quarter.available);
          expect(quarter.carried + quarter.granted - quarter.capped).toBe(quarter.available);
        }
        const counted = asked.filter((one) => one.on <= on).reduce((sum, one) => sum + one.credits, 0);
        expect(quarters.reduce((sum, quarter) => sum + quarter.used + quarter.overdrawn, outsideTerm)).toBe(counted);
      }),
    );
  });

  it('do not depend on the order in which questions are written down', () => {
    fc.assert(
      fc.property(terms, uses, days, (agreed, asked, on) => {
        expect(stateCredits(agreed, asked.toReversed(), on)).toEqual(stateCredits(agreed, asked, on));
      }),
    );
  });
});
