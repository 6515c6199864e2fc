import type { FactReader } from '../fact-reader.ts';
import { instantAt, numberAt } from '../fields.ts';

const permission = 'SecurityEvents.Read.All';
const path = '/v1.0/security/secureScores?$top=1';

/** The newest score; the service lists them by day, the latest first. */
export const readSecureScore: FactReader = {
  name: 'secureScore',
  permission,
  request: `GET ${path}`,
  async read(reading) {
    const answer = await reading.ask({ service: 'graph', rate: 'graph', path, permission });
    if ('failure' in answer) return answer;
    const { value: rows } = answer.value;
    const [row] = Array.isArray(rows) ? rows : [];
    if (row === undefined) return { failure: { reason: 'api-off', message: 'The tenant has no secure score yet.' } };
    return {
      value: { current: numberAt(row, 'currentScore'), max: numberAt(row, 'maxScore'), createdAt: instantAt(row, 'createdDateTime') },
    };
  },
};
