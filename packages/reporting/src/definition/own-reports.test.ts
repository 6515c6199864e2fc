import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeFiles } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { readReportDefinition } from './load-report-definition.ts';

const reports = fileURLToPath(new URL('../../../../reports', import.meta.url));
const names = readdirSync(reports).filter((name) => existsSync(`${reports}/${name}/report.yaml`));

describe('the reports of the product', () => {
  it.each(names)('%s has no problems', async (name) => {
    // WHEN
    const read = await readReportDefinition(`${reports}/${name}`, nodeFiles);

    // THEN
    expect('problems' in read ? read.problems : []).toEqual([]);
  });

  it.each(names)('%s is completed by an editor: it names its schema in the first line', (name) => {
    expect(readFileSync(`${reports}/${name}/report.yaml`, 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../schemas/report.schema.json',
    );
  });
});

describe('the documentation of reports', () => {
  it('lists every report that there is', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../../docs/reports.md', import.meta.url)), 'utf8');
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| [^|]+\| `mxdr report /gmu)].map(([, name]) => name!);
    expect(listed.toSorted()).toEqual([...names].toSorted());
  });
});
