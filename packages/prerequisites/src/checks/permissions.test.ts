import { readerPermissions } from '@mxdr/core';
import { expect, it } from 'vitest';
import { checks } from './checks.ts';

/** Asked for in the operator's own tenant, where relationships with customers are kept; no customer gives it. */
const operatorsOwn = new Set(['DelegatedAdminRelationship.Read.All']);

it('names only permissions that customers are asked for', () => {
  // GIVEN what the consent pack asks a customer for
  const asked = new Set<string>(readerPermissions.map(({ name }) => name));
  // WHEN every check says which permission of Graph or Defender it needs
  const needed = new Set(checks.flatMap(({ permission = '' }) => permission.match(/\b[A-Z]\w+\.Read\w*(?:\.\w+)*/gu) ?? []));
  // THEN a consented tenant can be checked
  expect([...needed].filter((name) => !asked.has(name) && !operatorsOwn.has(name))).toEqual([]);
  expect(needed.size).toBeGreaterThanOrEqual(5);
});
