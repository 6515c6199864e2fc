import type { LicenceCapability } from '@mxdr/core';
import { booleanAt, numberAt, recordsAt, textAt } from '../fields.ts';
import type { FactReader } from '../fact-reader.ts';
import type { Call, Reading } from '../reading.ts';
import type { Read } from '../read-failure.ts';
import { findGroupByName } from './find-group.ts';
import { filterByCapability, holdsCapability } from './plan-filter.ts';

const permission = 'User.Read.All';
const sampleSize = 10;

/** What the service's prerequisites ask of users. */
const capabilities = ['mde-p2', 'entra-p1', 'entra-p2', 'mdo-p2', 'mdi', 'mda'] as const satisfies readonly LicenceCapability[];
type Capability = (typeof capabilities)[number];

const counted = "accountEnabled eq true and userType eq 'Member'";
const rule = `enabled members (${counted}): guests and disabled accounts are left out, shared mailboxes and service accounts that may sign in are not`;

interface Population {
  readonly count: number;
  readonly assigned: Readonly<Partial<Record<Capability, number>>>;
  readonly sampleWithout: Readonly<Partial<Record<Capability, readonly string[]>>>;
}

/** Users are counted where they are; none but a few names is fetched, however large the tenant. */
export const readUsers: FactReader = {
  name: 'users',
  permission,
  request: `GET /v1.0/users?$count=true&$filter=${counted} and assignedPlans/any(…)`,
  async read(reading, { customer }) {
    const all = await countPopulation(reading, '/v1.0/users');
    if ('failure' in all) return all;
    if (customer.scope.kind === 'tenant') return { value: { rule, all: all.value } };
    const group = await findGroupByName(reading, customer.scope.userGroup);
    if ('failure' in group) return group;
    // Without one group of that name nobody is known to be in scope; the check of the groups says why.
    if (group.value === undefined) return { value: { rule, all: all.value } };
    const inScope = await countMembers(reading, group.value);
    if ('failure' in inScope) return inScope;
    return { value: { rule: `${rule}; in scope: direct members of ${customer.scope.userGroup}`, all: all.value, inScope: inScope.value } };
  },
};

async function countPopulation(reading: Reading, collection: string): Promise<Read<Population>> {
  const first = await countOnce(reading, collection);
  // Two counts of an index that lags may contradict each other; asked once more, they seldom do.
  if ('failure' in first || isPlausible(first.value)) return first;
  return countOnce(reading, collection);
}

function isPlausible({ count, assigned }: Population): boolean {
  return Object.values(assigned).every((one) => one <= count);
}

async function countOnce(reading: Reading, collection: string): Promise<Read<Population>> {
  const total = await countWhere(reading, collection, counted);
  if ('failure' in total) return total;
  const assigned: Partial<Record<Capability, number>> = {};
  const sampleWithout: Partial<Record<Capability, readonly string[]>> = {};
  for (const capability of capabilities) {
    const held = filterByCapability(capability);
    const holders = await countWhere(reading, collection, `${counted} and ${held}`);
    if ('failure' in holders) return holders;
    assigned[capability] = holders.value;
    if (holders.value >= total.value || holders.value === 0) continue;
    const names = await reading.ask(
      callFor(collection, `$count=true&$top=${sampleSize}&$select=userPrincipalName`, `${counted} and not${held}`),
    );
    if ('failure' in names) {
      // Names are a help to the reader; a Graph that refuses the negation has counted all the same.
      if (names.status === 400) continue;
      return names;
    }
    sampleWithout[capability] = recordsAt(names.value, 'value')
      .flatMap((row) => textAt(row, 'userPrincipalName') ?? [])
      .slice(0, sampleSize);
  }
  return { value: { count: total.value, assigned, sampleWithout } };
}

function callFor(collection: string, options: string, filter: string): Call {
  const path = `${collection}?${options}&$filter=${encodeURIComponent(filter)}`;
  return { service: 'graph', rate: 'graph', path, permission, isAdvanced: true };
}

async function countWhere(reading: Reading, collection: string, filter: string): Promise<Read<number> | NotFilterable> {
  const answer = await reading.ask(callFor(collection, '$count=true&$top=1&$select=id', filter));
  if ('failure' in answer) return answer.status === 400 ? { ...answer, isNotFilterable: true } : answer;
  const count = numberAt(answer.value, '@odata.count');
  return count === undefined ? { failure: { reason: 'error', message: 'The answer holds no count.' } } : { value: count };
}

/** Graph refused the filter on this collection. */
interface NotFilterable {
  readonly failure: Extract<Read<number>, { failure: unknown }>['failure'];
  readonly isNotFilterable: true;
}

/** Direct members of a group: counted like all users, or, where Graph refuses the filter on members, page by page. */
async function countMembers(reading: Reading, groupId: string): Promise<Read<Population>> {
  const members = `/v1.0/groups/${groupId}/members/microsoft.graph.user`;
  const probe = await countWhere(reading, members, `${counted} and ${filterByCapability('mde-p2')}`);
  if (!('isNotFilterable' in probe)) return 'failure' in probe ? probe : countPopulation(reading, members);
  let count = 0;
  const assigned: Record<Capability, number> = { 'mde-p2': 0, 'entra-p1': 0, 'entra-p2': 0, 'mdo-p2': 0, mdi: 0, mda: 0 };
  const sampleWithout: Partial<Record<Capability, string[]>> = {};
  const path = `${members}?$select=userPrincipalName,accountEnabled,userType,assignedPlans&$top=999`;
  const listed = await reading.list({ service: 'graph', rate: 'graph', path, permission }, (row) => {
    if (booleanAt(row, 'accountEnabled') !== true || textAt(row, 'userType') !== 'Member') return;
    count += 1;
    const plans = recordsAt(row, 'assignedPlans');
    for (const capability of capabilities) {
      if (holdsCapability(plans, capability)) assigned[capability] += 1;
      else if ((sampleWithout[capability] ??= []).length < sampleSize)
        sampleWithout[capability].push(textAt(row, 'userPrincipalName') ?? '');
    }
  });
  if ('failure' in listed) return listed;
  return { value: { count, assigned, sampleWithout } };
}
