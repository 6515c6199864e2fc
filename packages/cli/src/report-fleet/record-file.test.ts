import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blankReport } from './describe-report.ts';
import type { FleetHead, FleetRecord } from './fleet-record.ts';
import { fleetRecordSchema } from './fleet-record.ts';
import { openRecordFile } from './record-file.ts';

const head: FleetHead = {
  schemaVersion: 1,
  toolVersion: '0.1.0',
  report: 'weekly',
  definitionSha256: 'a'.repeat(64),
  asked: { period: null, formats: ['html'], attachesRows: true, redact: [], resumes: false },
  fleet: { customers: 2, sha256: 'b'.repeat(64) },
  shard: { index: 2, count: 8 },
  missingShards: [],
  startedAtUtc: '2026-11-01T00:00:00.000Z',
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-record-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = async (): Promise<FleetRecord> =>
  fleetRecordSchema.parse(JSON.parse(await readFile(path.join(folder, 'fleet-2-of-8.json'), 'utf8')));

describe('openRecordFile', () => {
  it('is there from the first moment, calls a killed run what it is, and ends with every customer', async () => {
    // WHEN
    const file = await openRecordFile(folder, head, ['fabrikam', 'contoso']);
    // THEN
    expect(await read()).toMatchObject({ state: 'running', endedAtUtc: null, counts: { interrupted: 2, complete: 0 } });
    // WHEN
    file.add({ ...blankReport('contoso'), state: 'complete', detail: '' });
    const { record, failure } = await file.close('done', '2026-11-01T01:00:00.000Z');
    // THEN
    expect(failure).toBeUndefined();
    expect(await read()).toEqual(record);
    expect(record.reports.map(({ customerId, state }) => `${customerId} ${state}`)).toEqual(['contoso complete', 'fabrikam interrupted']);
    expect(await readdir(folder)).toEqual(['fleet-2-of-8.json']);
  });

  it('tells what it cannot write at the end, and what the run came to all the same', async () => {
    // GIVEN a folder that takes the place of the record
    const file = await openRecordFile(folder, head, ['contoso']);
    file.add({ ...blankReport('contoso'), state: 'complete', detail: '' });
    await rm(path.join(folder, 'fleet-2-of-8.json'));
    await mkdir(path.join(folder, 'fleet-2-of-8.json', 'taken'), { recursive: true });
    // WHEN
    const { record, failure } = await file.close('done', '2026-11-01T01:00:00.000Z');
    // THEN
    expect(failure).toMatchObject({ code: 'MXDR-OUTPUT-UNWRITABLE' });
    expect(record).toMatchObject({ state: 'done', counts: { complete: 1 } });
  });
});
