import { describe, expect, it } from 'vitest';
import { formatCheckHtml, formatCheckMarkdown } from './check-document.ts';
import { readCheckReports } from './check-report-schema.ts';
import { formatCheckJson } from './format-check-json.ts';
import { formatCheckJUnit } from './format-check-junit.ts';
import { formatCheckSarif } from './format-check-sarif.ts';
import { formatCheckTable } from './format-check-table.ts';
import { formatReadinessTable } from './readiness/format-readiness-table.ts';
import { formatReadinessMarkdown } from './readiness/readiness-document.ts';
import { readinessReportSchema } from './readiness/readiness-report-schema.ts';
import { assessSample, checkSample, sampleIds } from './testing/sample-customers.ts';
import { junitProblems, sarifProblems } from './testing/validate-formats.ts';

const publisher = { operatorName: 'Northwind Security Operations', serviceName: 'Defender Experts for XDR' };
const terminal = { color: false, width: 100 };
const golden = (id: string, name: string): string => `../../../test/prerequisites/${id}/expected/${name}`;

describe.each(sampleIds)('what is written about %s', (id) => {
  it('is as it was in every format of the check, and each format is valid', async () => {
    // GIVEN
    const report = await checkSample(id);
    // WHEN
    const outputs = {
      'check.txt': formatCheckTable(report, terminal),
      'check.json': formatCheckJson(report),
      'check.xml': formatCheckJUnit([report], []),
      'check.sarif': formatCheckSarif([report], [], '0.1.0'),
      'check.md': formatCheckMarkdown([report], [], publisher),
      'check.html': formatCheckHtml([report], [], publisher, 'body{}'),
    };
    // THEN
    for (const [name, text] of Object.entries(outputs)) await expect(text).toMatchFileSnapshot(golden(id, name));
    expect(await junitProblems(outputs['check.xml'])).toEqual([]);
    expect(sarifProblems(outputs['check.sarif'])).toEqual([]);
    expect(readCheckReports(outputs['check.json'], 'check.json')).toEqual([report]);
  });

  it('is as it was in every format of the readiness, and each format is valid', async () => {
    // GIVEN
    const report = await assessSample(id);
    // WHEN
    const outputs = {
      'readiness.txt': formatReadinessTable(report, terminal),
      'readiness.json': `${JSON.stringify(report, null, 2)}\n`,
      'readiness.md': formatReadinessMarkdown(report, publisher),
    };
    // THEN
    for (const [name, text] of Object.entries(outputs)) await expect(text).toMatchFileSnapshot(golden(id, name));
    expect(readinessReportSchema.safeParse(JSON.parse(outputs['readiness.json'])).error).toBeUndefined();
  });
});
