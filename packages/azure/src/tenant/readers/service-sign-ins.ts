import { recordAt } from '../../json-shape.ts';
import type { FactReader } from '../fact-reader.ts';
import { numberAt, textAt } from '../fields.ts';
import { quote } from './find-group.ts';

const permission = 'AuditLog.Read.All';
const windowDays = 7;
const sampleSize = 10;

/** Sign-ins of people whose home is the operator's tenant. The field of the home tenant is in the beta of the interface only. */
export const readServiceSignIns: FactReader = {
  name: 'serviceSignIns',
  permission,
  request: `GET /beta/auditLogs/signIns?$filter=homeTenantId eq …, of ${windowDays} days`,
  async read(reading, { operator }) {
    if (operator === undefined)
      return { failure: { reason: 'error', message: "operator.yaml could not be read, so the operator's tenant is not known." } };
    const untilMs = reading.session.clock.now();
    const since = new Date(untilMs - windowDays * 86_400_000).toISOString();
    const filter = `createdDateTime ge ${since} and homeTenantId eq ${quote(operator.tenantId)}`;
    const people = new Map<string, string>();
    let succeeded = 0;
    let failed = 0;
    const listed = await reading.list(
      {
        service: 'graph',
        rate: 'reports',
        path: `/beta/auditLogs/signIns?$top=1000&$filter=${encodeURIComponent(filter)}`,
        permission,
      },
      (row) => {
        if (numberAt(recordAt(row, 'status') ?? {}, 'errorCode') === 0) succeeded += 1;
        else failed += 1;
        const name = textAt(row, 'userPrincipalName') ?? '';
        people.set(textAt(row, 'userId') ?? name, name);
      },
    );
    if ('failure' in listed) return listed;
    const value = { homeTenantId: operator.tenantId, since, until: new Date(untilMs).toISOString(), succeeded, failed };
    return { value: { ...value, people: people.size, sample: [...people.values()].filter((name) => name !== '').slice(0, sampleSize) } };
  },
};
