import { describe, expect, it } from 'vitest';
import type { SampleValues } from '../testing/sample-facts.ts';
import { device, nowMs, sku, testCustomer, testFacts, testOperator } from '../testing/sample-facts.ts';
import { english } from '../words/english.ts';
import { countProtectedAssets } from './protected-assets.ts';
import { listUnreadFacts } from './unread-facts.ts';

const unread = { status: 'not-read' as const, reason: 'throttled' as const, message: '429 Too many requests' };

function count(
  values: Partial<SampleValues> = {},
  facts: Parameters<typeof testFacts>[2] = {},
  changes: Parameters<typeof testCustomer>[0] = {},
) {
  const customer = testCustomer(changes);
  return countProtectedAssets({
    customer,
    operator: testOperator,
    facts: testFacts(customer, values, facts),
    asOfMs: nowMs,
    maxAgeDays: 30,
    words: english,
  });
}

describe('protected assets', () => {
  it('are onboarded devices against usable seats, those for servers included', () => {
    const servers = sku(['mde-p2'], 4, { skuId: '509e8ab6-0274-4cda-bcbd-bd164fd562c4' });
    const suspended = sku(['mde-p2'], 100, { capabilityStatus: 'Suspended' });
    const [devices] = count({
      devices: [device('a', { count: 7 }), device('b', { onboardingStatus: 'CanBeOnboarded' })],
      subscribedSkus: [sku(['mde-p2'], 10), servers, suspended],
    });
    expect(devices).toEqual({ kind: 'devices', protectedNow: 7, target: 14, notes: [] });
  });

  it('are never guessed: identities have a target and licences, and what is protected is not known', () => {
    const [, identities] = count({
      users: { rule: 'r', all: { count: 10, assigned: { mdi: 8 } } },
      subscribedSkus: [sku(['mdi'], 9)],
    });
    expect(identities).toMatchObject({ kind: 'identities', target: 9, licensed: 8 });
    expect(identities).not.toHaveProperty('protectedNow');
  });

  it('have no number, and a reason, where the facts are not known', () => {
    const assets = count({}, { devices: unread, subscribedSkus: unread, users: unread });
    for (const asset of assets) {
      expect(Object.keys(asset).toSorted()).toEqual(['kind', 'notes']);
      expect(asset.notes.join(' ')).toContain('throttled');
    }
  });

  it('of a scope by groups leave out other groups, and are not known while a group was not told', () => {
    const scope = { scope: { kind: 'groups' as const } };
    const inside = device('a', { deviceGroup: 'Defender_Experts_Scoped_Coverage_Devices' });
    expect(count({ devices: [inside, device('b', { deviceGroup: 'Others' })] }, {}, scope)[0]).toMatchObject({ protectedNow: 1 });
    const [devices] = count({ devices: [inside, device('b')] }, {}, scope);
    expect(devices).not.toHaveProperty('protectedNow');
    expect(devices?.notes).toEqual(['The device group of 1 device was not told, so they may or may not be in scope.']);
  });

  it('are not counted for products that are not in scope', () => {
    expect(count({}, {}, { products: ['entra-id'] })).toEqual([]);
  });
});

describe('facts that were not read', () => {
  it('are told with the reason, and with the permission that would read them', () => {
    const customer = testCustomer();
    const facts = testFacts(customer, {}, { users: unread, secureScore: { ...unread, reason: 'permission', permission: 'Other.Read' } });
    // WHEN
    const listed = listUnreadFacts(facts);
    // THEN
    expect(listed).toContainEqual({ fact: 'users', reason: 'throttled', permission: 'User.Read.All', message: '429 Too many requests' });
    expect(listed).toContainEqual(expect.objectContaining({ fact: 'secureScore', reason: 'permission', permission: 'Other.Read' }));
    expect(listed).toContainEqual(expect.objectContaining({ fact: 'workspace', reason: 'not-in-file' }));
    expect(listed.some(({ fact }) => fact === 'devices' || fact === 'takenAt' || fact === '$schema')).toBe(false);
  });
});
