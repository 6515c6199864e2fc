import { createHash } from 'node:crypto';
import type { Manifest, UnsealedManifest } from '@mxdr/reporting';
import { manifestName } from '@mxdr/reporting';
import type { FleetReport, TableFlag } from './fleet-record.ts';

/** A customer of whom nothing is known yet. */
export function blankReport(customerId: string): FleetReport {
  return {
    customerId,
    state: 'interrupted',
    detail: 'not begun',
    found: '',
    period: '',
    folder: '',
    files: [],
    seconds: { query: 0, draw: 0, write: 0, total: 0 },
    queries: null,
    tables: [],
    error: null,
  };
}

/** Watched tables that a reader of the report has to know of. */
export function flagTables(tables: Manifest['tables']): TableFlag[] {
  return tables.flatMap(({ table, isRequired, state, isSilent, lastRecordUtc, silentHours }): readonly TableFlag[] => {
    const flag = state === 'complete' || state === 'empty' ? (isSilent ? (state === 'empty' ? 'empty' : 'stale') : undefined) : state;
    return flag === undefined ? [] : [{ table, state: flag, isRequired, lastRecordUtc, silentHours }];
  });
}

/** The files that a manifest lists, and its own. @param text of the manifest's file */
export function listIssued(manifest: UnsealedManifest, text: Uint8Array | string): FleetReport['files'] {
  const bytes = Buffer.from(text);
  const own = { name: manifestName(manifest.reportId), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  return [...manifest.files, own];
}

/** How many queries of a report ended how, and what they took of the service. */
export function tallyQueries({ queries, volatile }: UnsealedManifest): NonNullable<FleetReport['queries']> {
  const of = (status: string): number => queries.filter((query) => query.status === status).length;
  const requests = Object.values(volatile.efforts ?? {}).flatMap((effort) => effort.requests);
  const waitedMs = requests.reduce((sum, { queuedMs, pauseMs }) => sum + queuedMs + (pauseMs ?? 0), 0);
  const isTold = volatile.efforts !== undefined;
  return {
    asked: queries.length,
    complete: of('complete'),
    partial: of('partial'),
    failed: of('failed'),
    requests: isTold ? requests.length : null,
    throttled: isTold ? requests.filter(({ status }) => status === 429).length : null,
    waitedSeconds: isTold ? Math.round(waitedMs / 100) / 10 : null,
  };
}
