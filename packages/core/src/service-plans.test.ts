import { describe, expect, it } from 'vitest';
import { licenceCapabilities, plansOf, servicePlans } from './service-plans.ts';

describe('service plans', () => {
  it('are seventeen plans with distinct ids and names, all of them lower-case GUIDs', () => {
    expect(servicePlans).toHaveLength(17);
    expect(new Set(servicePlans.map((plan) => plan.id)).size).toBe(17);
    expect(new Set(servicePlans.map((plan) => plan.name)).size).toBe(17);
    for (const plan of servicePlans) expect(plan.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u);
  });

  it('give every capability at least one plan, and P1 those of P2 too but not the other way round', () => {
    for (const capability of licenceCapabilities) expect(plansOf(capability).length).toBeGreaterThan(0);
    expect(plansOf('entra-p1').map((plan) => plan.name)).toEqual(['AAD_PREMIUM', 'AAD_PREMIUM_P2']);
    expect(plansOf('entra-p2').map((plan) => plan.name)).toEqual(['AAD_PREMIUM_P2']);
  });
});
