import { describe, expect, it } from 'vitest';
import { redactFacts } from './redact-facts.ts';
import type { TenantFacts, TenantFactsInput } from './tenant-facts.ts';
import { tenantFactsSchema } from './tenant-facts.ts';

const read = <Value>(value: Value) => ({ status: 'read' as const, readAt: '2026-11-20T06:00:00Z', request: 'GET /test', value });
const names = ['ada@contoso.example', 'ingrid@northwind.example', 'ws-board-1', 'Floor 4 of Ada'];

function namedFacts(changes: Partial<TenantFactsInput> = {}): TenantFacts {
  return tenantFactsSchema.parse({
    schemaVersion: 1,
    tenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001',
    takenAt: '2026-11-20T06:00:00Z',
    openIdConfiguration: read({ issuerTenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001', tenantRegionScope: 'EU' }),
    subscribedSkus: read([]),
    users: read({
      rule: 'enabled members',
      all: { count: 2, assigned: { 'mde-p2': 1 }, sampleWithout: { 'mde-p2': ['ada@contoso.example'] } },
      inScope: { count: 1, assigned: {}, sampleWithout: { 'mde-p2': ['ada@contoso.example'] } },
    }),
    devices: read([
      { id: 'd1', name: 'ws-board-1', onboardingStatus: 'Onboarded', tags: ['Floor 4 of Ada', 'License MDE P1'] },
      { id: 'alike-1', name: 'ws-board-1', onboardingStatus: 'Onboarded', count: 7, sample: ['ws-board-1'] },
    ]),
    antivirus: read([{ deviceId: 'd1', avMode: '0', refreshedAt: '2026-11-20T06:00:00Z' }]),
    groups: read([]),
    conditionalAccessPolicies: { status: 'not-read', reason: 'permission', message: 'ada@contoso.example may not read policies.' },
    delegations: read([]),
    serviceSignIns: read({
      homeTenantId: '5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10',
      since: '2026-11-13T06:00:00Z',
      until: '2026-11-20T06:00:00Z',
      succeeded: 3,
      failed: 0,
      people: 1,
      sample: ['ingrid@northwind.example'],
    }),
    ...changes,
  });
}

describe('redacted facts', () => {
  it('name nobody and no device, and are facts still', () => {
    // GIVEN facts with names of people and devices, also in tags and in what a service said
    const facts = namedFacts();
    // WHEN they are redacted
    const redacted = redactFacts(facts, 'key');
    // THEN no name is left, the original is untouched, and everything else is as it was
    const text = JSON.stringify(redacted);
    for (const name of names) expect(text).not.toContain(name);
    expect(facts).toEqual(namedFacts());
    expect(tenantFactsSchema.parse(JSON.parse(text))).toEqual(redacted);
    expect(redacted).toMatchObject({
      users: { value: { all: { count: 2, assigned: { 'mde-p2': 1 } } } },
      devices: { value: [{ id: 'd1', tags: ['License MDE P1'] }, { count: 7 }] },
      antivirus: facts.antivirus,
    });
  });

  it('have the same pseudonym for one name everywhere, and another with another key', () => {
    // GIVEN one person in three places
    const facts = namedFacts();
    const pseudonymsIn = (key: string) => new Set(JSON.stringify(redactFacts(facts, key)).match(/user-[0-9a-f]{12}/gu));
    // WHEN the facts are redacted twice with one key, and once with another
    const [first, second, other] = [pseudonymsIn('one'), pseudonymsIn('one'), pseudonymsIn('two')];
    // THEN two people have two pseudonyms, which only the key decides
    expect(first.size).toBe(2);
    expect(second).toEqual(first);
    expect([...other].some((name) => first.has(name))).toBe(false);
  });
});
