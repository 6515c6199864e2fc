import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import type { DeviceInput, SampleValues } from './testing/sample-facts.ts';
import { antivirus, device, nowMs, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';

function judge(values: Partial<SampleValues>) {
  const customer = testCustomer();
  return runChecks(customer, testFacts(customer, values), findRuleSet('preview-2022'), nowMs, testOperator);
}

const kindOf = fc.record({
  count: fc.integer({ min: 1, max: 6 }),
  onboardingStatus: fc.constantFrom<DeviceInput['onboardingStatus'][]>('Onboarded', 'CanBeOnboarded', 'Unsupported', 'InsufficientInfo'),
  healthStatus: fc.constantFrom<NonNullable<DeviceInput['healthStatus']>[]>('Active', 'Inactive'),
  avMode: fc.constantFrom('0' as const, '1' as const, '2' as const, undefined),
  tags: fc.constantFrom<string[][]>([], ['License MDE P1']),
});

describe('devices that share a row', () => {
  it('are judged as if each had its own', () => {
    fc.assert(
      fc.property(fc.array(kindOf, { maxLength: 6 }), (kinds) => {
        // GIVEN the same devices in a list and counted by what they have in common
        const listed: Partial<SampleValues> = {
          devices: kinds.flatMap(({ count, avMode: _avMode, ...rest }, kind) =>
            Array.from({ length: count }, (_, index) => device(`${kind}-${index}`, { ...rest, name: `k${kind}` })),
          ),
          antivirus: kinds.flatMap(({ count, avMode }, kind) =>
            avMode === undefined ? [] : Array.from({ length: count }, (_, index) => antivirus(`${kind}-${index}`, avMode)),
          ),
        };
        const counted: Partial<SampleValues> = {
          devices: kinds.map(({ count, avMode: _avMode, ...rest }, kind) =>
            device(`alike-${kind}`, {
              ...rest,
              name: `k${kind}`,
              count,
              sample: Array.from({ length: Math.min(count, 5) }, () => `k${kind}`),
            }),
          ),
          antivirus: kinds.flatMap(({ avMode }, kind) => (avMode === undefined ? [] : [antivirus(`alike-${kind}`, avMode)])),
        };
        // WHEN both are judged THEN every finding is the same, to the word
        expect(judge(counted)).toEqual(judge(listed));
      }),
      { numRuns: 60 },
    );
  });

  it('of whose tags nothing was told are not known to be on Plan 2', () => {
    // GIVEN devices that were hunted for, without tags
    const { findings } = judge({ devices: [device('a', { areTagsTold: false }), device('b')] });
    // WHEN the licence is judged THEN it is unknown
    expect(findings.find(({ checkId }) => checkId === 'mde-p2-license')).toMatchObject({
      state: 'unknown',
      observed: expect.stringContaining('the tags of 1 device were not told'),
    });
  });
});
