import { fileURLToPath } from 'node:url';
import { nodeFiles } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { readReportDefinition } from './load-report-definition.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));

describe('the service review', () => {
  it('has no problems', async () => {
    // WHEN
    const read = await readReportDefinition(folder, nodeFiles);

    // THEN
    expect('problems' in read ? read.problems : []).toEqual([]);
  });
});
