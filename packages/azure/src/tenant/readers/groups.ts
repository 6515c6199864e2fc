import type { JsonRecord } from '../../json-shape.ts';
import { numberAt, textAt } from '../fields.ts';
import type { FactReader, ReadScope } from '../fact-reader.ts';
import type { Reading } from '../reading.ts';
import type { Read } from '../read-failure.ts';
import type { DeviceGroupCount } from './tally-devices.ts';
import { groupPermission, quote } from './find-group.ts';

/** Names of this beginning are the service's; one that was renamed slightly is found by it. */
const scopePrefix = 'Defender_Experts_';

/** Groups whose name matters: by exact name, and those that look like a scope group. */
function filterFor({ customer }: ReadScope): string {
  const exact = customer.exclusions.userGroups.map(({ name }) => `displayName eq ${quote(name)}`);
  return [`startsWith(displayName,${quote(scopePrefix)})`, ...exact].join(' or ');
}

/**
 * Reads security groups from Entra ID with their direct members by kind. Device groups have no interface of their own: they are known by
 * the devices in them, without their rank.
 *
 * @param deviceGroups from the reading of devices; waits for it
 */
export function readGroups(deviceGroups: Promise<Read<readonly DeviceGroupCount[]>>): FactReader {
  return {
    name: 'groups',
    permission: groupPermission,
    request: 'GET /v1.0/groups?$filter=displayName…, and the device groups of GET /api/machines',
    async read(reading, scope) {
      const found: JsonRecord[] = [];
      const path = `/v1.0/groups?$select=id,displayName&$top=100&$filter=${encodeURIComponent(filterFor(scope))}`;
      const listed = await reading.list({ service: 'graph', rate: 'graph', path, permission: groupPermission }, (row) => found.push(row));
      if ('failure' in listed) return listed;
      const groups: unknown[] = [];
      for (const row of found) {
        const counts = await countDirectMembers(reading, textAt(row, 'id') ?? '');
        if ('failure' in counts) return counts;
        groups.push({ id: row['id'], displayName: row['displayName'], kind: 'security-group', ...counts.value });
      }
      // Without the devices nobody knows whether the device group exists, and half a list would say that it does not.
      const byDevices = await deviceGroups;
      if ('failure' in byDevices) return scope.customer.scope.kind === 'groups' ? byDevices : { value: groups };
      return {
        value: [
          ...groups,
          ...byDevices.value.map(({ id, name, count }) => ({ id, displayName: name, kind: 'device-group', memberCount: count })),
        ],
      };
    },
  };
}

interface MemberCounts {
  readonly memberCount: number;
  readonly nestedGroupCount: number;
  readonly syncedMemberCount: number;
}

async function countDirectMembers(reading: Reading, groupId: string): Promise<Read<MemberCounts>> {
  const members = `/v1.0/groups/${encodeURIComponent(groupId)}/members`;
  const counts: number[] = [];
  for (const path of [
    `${members}?$count=true&$top=1&$select=id`,
    `${members}/microsoft.graph.group?$count=true&$top=1&$select=id`,
    `${members}/microsoft.graph.user?$count=true&$top=1&$select=id&$filter=${encodeURIComponent('onPremisesSyncEnabled eq true')}`,
  ]) {
    const answer = await reading.ask({ service: 'graph', rate: 'graph', path, permission: groupPermission, isAdvanced: true });
    if ('failure' in answer) return answer;
    const count = numberAt(answer.value, '@odata.count');
    if (count === undefined) return { failure: { reason: 'error', message: 'The answer holds no count.' } };
    counts.push(count);
  }
  const [memberCount = 0, nestedGroupCount = 0, syncedMemberCount = 0] = counts;
  return { value: { memberCount, nestedGroupCount, syncedMemberCount } };
}
