import type { LogWorkspace, RedactionKind, TimeWindow } from '@mxdr/core';
import type { Dataset } from '../dataset/dataset.ts';
import { namesUnread } from '../errors.ts';

/** Somebody or something that the workspace knows, and how else it is written there. */
export interface WorkspaceName {
  readonly kind: RedactionKind;
  readonly name: string;
  readonly alias: string;
}

interface NameSource {
  readonly kind: RedactionKind;
  readonly table: string;
  readonly name: string;
  readonly alias: string;
}

/** Where tables hold the names that titles and texts are filled with: sign-in name and display name, machine. */
const sources: readonly NameSource[] = [
  { kind: 'users', table: 'SigninLogs', name: 'UserPrincipalName', alias: 'UserDisplayName' },
  { kind: 'users', table: 'IdentityInfo', name: 'AccountUPN', alias: 'AccountDisplayName' },
  { kind: 'users', table: 'AADRiskyUsers', name: 'UserPrincipalName', alias: 'UserDisplayName' },
  { kind: 'users', table: 'CloudAppEvents', name: 'AccountId', alias: 'AccountDisplayName' },
  { kind: 'hosts', table: 'DeviceInfo', name: 'DeviceName', alias: '' },
  { kind: 'hosts', table: 'Heartbeat', name: 'Computer', alias: '' },
  { kind: 'hosts', table: 'SecurityEvent', name: 'Computer', alias: '' },
];

const column = (name: string): string => (name === '' ? '""' : `tostring(column_ifexists("${name}", ""))`);

/**
 * The names of users and devices that the workspace holds for the time of the report, so that they are recognised in titles and other texts. A table
 * that is not there holds none.
 * @throws AppError MXDR-REDACTION-NAMES-UNREAD where a table cannot be read in full: a name might stay then
 */
export async function readNames(
  workspace: LogWorkspace,
  dataset: Dataset,
  kinds: readonly RedactionKind[],
  signal: AbortSignal,
): Promise<readonly WorkspaceName[]> {
  const window = windowOf(dataset);
  const names: WorkspaceName[] = [];
  for (const { kind, table, name, alias } of sources) {
    if (!kinds.includes(kind)) continue;
    const text = `${table} | summarize by Name = ${column(name)}, Alias = ${column(alias)} | where isnotempty(Name) or isnotempty(Alias) | sort by Name asc, Alias asc`;
    const outcome = await workspace.query(text, window, signal);
    if (outcome.status === 'failed' && outcome.reason === 'table-missing') continue;
    if (outcome.status === 'failed') throw namesUnread(table, outcome.message);
    if (outcome.status === 'partial') throw namesUnread(table, (outcome.partial ?? []).map(({ message }) => message).join(' '));
    for (const [first, second] of outcome.rows) {
      const whole = typeof first === 'string' ? first : '';
      const other = typeof second === 'string' ? second : '';
      names.push({ kind, name: whole === '' ? other : whole, alias: other });
    }
  }
  return names;
}

/** From the first row that any query of the report could see to the last. */
function windowOf({ runs, period, asOfUtc }: Dataset): TimeWindow {
  const starts = [period.startUtc, ...runs.map(({ window }) => window.start)].map((one) => Date.parse(one));
  const ends = [asOfUtc, ...runs.map(({ window }) => window.end)].map((one) => Date.parse(one));
  return { start: new Date(Math.min(...starts)).toISOString(), end: new Date(Math.max(...ends)).toISOString() };
}
