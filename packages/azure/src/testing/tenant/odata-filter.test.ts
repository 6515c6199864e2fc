import { describe, expect, it } from 'vitest';
import { compileFilter } from './odata-filter.ts';

const row = {
  accountEnabled: true,
  userType: 'Member',
  displayName: "O'Neil",
  createdDateTime: '2026-11-18T09:00:00Z',
  customer: { tenantId: 'a-1' },
  assignedPlans: [
    { servicePlanId: 'p1', capabilityStatus: 'Enabled' },
    { servicePlanId: 'p2', capabilityStatus: 'Deleted' },
  ],
};

describe('a filter of the test tenant', () => {
  it.each([
    ["accountEnabled eq true and userType eq 'Member'", true],
    ["accountEnabled eq false or userType eq 'guest'", false],
    ["displayName eq 'O''Neil'", true],
    ["startsWith(displayName,'o')", true],
    ["customer/tenantId eq 'A-1'", true],
    ['createdDateTime ge 2026-11-18T08:00:00.000Z', true],
    ['createdDateTime ge 2026-11-18T10:00:00.000Z', false],
    ["assignedPlans/any(p:p/servicePlanId eq p1 and p/capabilityStatus eq 'Enabled')", true],
    // The two conditions hold for one plan, not for one each.
    ["assignedPlans/any(p:p/servicePlanId eq p2 and p/capabilityStatus eq 'Enabled')", false],
    ['accountEnabled eq true and not(assignedPlans/any(p:p/servicePlanId eq p2) or assignedPlans/any(p:p/servicePlanId eq p3))', false],
    ["not(userType eq 'Guest') and (accountEnabled eq false or accountEnabled eq true)", true],
  ])('%s is %s', (filter, expected) => {
    // GIVEN a row WHEN it is held against the filter THEN it passes or not
    expect(compileFilter(filter)(row)).toBe(expected);
  });

  it.each(["userType ne 'x'", 'userType eq', "(userType eq 'x'", "userType eq 'x' userType"])('%s is not understood', (filter) => {
    // GIVEN a filter that the readers do not use WHEN it is compiled THEN it fails
    expect(() => compileFilter(filter)).toThrow(SyntaxError);
  });
});
