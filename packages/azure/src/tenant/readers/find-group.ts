import { recordsAt, textAt } from '../fields.ts';
import type { Reading } from '../reading.ts';
import type { Read } from '../read-failure.ts';

export const groupPermission = 'Group.Read.All';

/** Text of a filter's literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Id of the one group of this exact name; undefined where there is none, or more than one and nobody can say which is meant. */
export async function findGroupByName(reading: Reading, name: string): Promise<Read<string | undefined>> {
  const filter = encodeURIComponent(`displayName eq ${quote(name)}`);
  const answer = await reading.ask({
    service: 'graph',
    rate: 'graph',
    path: `/v1.0/groups?$select=id,displayName&$filter=${filter}`,
    permission: groupPermission,
  });
  if ('failure' in answer) return answer;
  // Graph compares without regard to case; the name is exact.
  const found = recordsAt(answer.value, 'value').filter((row) => row['displayName'] === name);
  const [only] = found;
  return { value: found.length === 1 && only !== undefined ? textAt(only, 'id') : undefined };
}
