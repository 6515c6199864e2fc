import path from 'node:path';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTextTable } from '../text-table.ts';
import type { FleetRecord, FleetReport, TableFlag } from './fleet-record.ts';
import { reportStates } from './fleet-record.ts';

/** Files of a folder are told by their number: an appendix has dozens. */
function foldFolders(files: readonly string[]): readonly string[] {
  const folders = new Map<string, number>();
  for (const file of files) if (file.includes('/')) folders.set(path.posix.dirname(file), (folders.get(path.posix.dirname(file)) ?? 0) + 1);
  return [
    ...files.filter((file) => !file.includes('/')),
    ...[...folders].map(([folder, count]) => `${folder}/ (${countOf(count, 'file')})`),
  ];
}

const flagWords: Readonly<Record<TableFlag['state'], string>> = {
  missing: 'missing',
  failed: 'not read',
  partial: 'in part',
  empty: 'empty',
  stale: 'stale',
};

/** `SigninLogs stale (73 h), EmailEvents missing`; tables that a customer need not have are left out while they are only missing. */
function wordTables(tables: readonly TableFlag[]): string {
  return tables
    .filter(({ state, isRequired }) => isRequired || state !== 'missing')
    .map(
      ({ table, state, silentHours }) =>
        `${table} ${flagWords[state]}${state === 'stale' && silentHours !== null ? ` (${Math.round(silentHours)} h)` : ''}`,
    )
    .join(', ');
}

/** The report of one customer that was asked for alone. */
export function formatReport({ paint }: CommandContext, outDir: string, report: FleetReport): string {
  const { customerId, period, state, detail, folder, files, tables } = report;
  const data = wordTables(tables.filter((table) => table.state === 'stale' || table.state === 'empty'));
  return [
    `${paint.bold(customerId)} ${period}: ${state}${detail === '' ? '' : `. ${detail}`}`,
    ...(data === '' ? [] : [`  data: ${data}`]),
    ...foldFolders(files.map(({ name }) => name)).map((file) => `  ${path.join(outDir, folder, file)}`),
  ].join('\n');
}

const stateWords: Readonly<Record<FleetReport['state'], string>> = {
  complete: 'complete',
  incomplete: 'incomplete',
  failed: 'failed',
  skipped: 'done before',
  interrupted: 'interrupted',
};

/** The closing table of a run over many customers: who has what, who failed and why, and whose data is stale; then the sum of it. */
export function formatFleet({ width }: Pick<CommandContext, 'width'>, record: FleetRecord): string {
  const table = formatTextTable(
    [
      { head: 'Customer' },
      { head: 'Period' },
      { head: 'Report' },
      { head: 'Seconds', align: 'right' },
      { head: 'Folder' },
      { head: 'Data' },
      { head: 'Why' },
    ],
    record.reports.map(({ customerId, period, state, seconds, folder, detail, tables }) => [
      customerId,
      period,
      stateWords[state],
      seconds.total.toFixed(1),
      folder,
      wordTables(tables),
      state === 'complete' || state === 'skipped' ? '' : detail,
    ]),
    width,
  );
  const { counts, missingShards } = record;
  const sum = reportStates.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${stateWords[state]}`);
  return [
    table,
    '',
    `${countOf(record.reports.length, 'customer')}: ${sum.join(', ')}`,
    ...(missingShards.length === 0
      ? []
      : [`no record of ${missingShards.map((index) => `shard ${index}`).join(', ')}: their customers are not among these`]),
  ].join('\n');
}

/** 0 when every report is complete, made now or before; 2 otherwise. */
export function codeOfFleet({ counts, reports, missingShards }: FleetRecord): ExitCode {
  const isWhole = counts.complete + counts.skipped === reports.length && missingShards.length === 0;
  return isWhole ? exitCodes.good : exitCodes.undetermined;
}
