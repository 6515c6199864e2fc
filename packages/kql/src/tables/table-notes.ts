import type { PartialReason } from '@mxdr/core';
import type { TableIdentity } from './identify-table.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { FileReport } from './file-report.ts';
import type { FileShape } from './file-format.ts';
import type { ScanRequest } from './table-provider.ts';

/** Something that a reader of the data should know and that takes nothing from a result. */
export interface TableNote {
  /** The table it is about; absent for the folder. */
  readonly table?: string;
  readonly file: string;
  readonly code:
    | 'time-column-substituted'
    | 'time-column-missing'
    | 'table-by-type-column'
    | 'table-without-schema'
    | 'columns-late'
    | 'columns-repeated'
    | 'values-not-converted'
    | 'type-differs'
    | 'file-ignored';
  readonly message: string;
}

function count(amount: number, one: string): string {
  return `${amount} ${one}${amount === 1 ? '' : 's'}`;
}

/** What the beginning of a file already tells. */
export function notesOfShape(
  file: string,
  table: string,
  identity: TableIdentity,
  shape: FileShape,
  mapping: ColumnMapping,
): readonly TableNote[] {
  const notes: TableNote[] = [];
  const add = (code: TableNote['code'], message: string): void => {
    notes.push({ table, file, code, message: `${file}: ${message}` });
  };
  if ('by' in identity && identity.by === 'type-column') add('table-by-type-column', `taken as ${table}, because its column Type says so`);
  if ('by' in identity && identity.by === 'own-name')
    add('table-without-schema', `no schema describes ${table}; the types of its columns are those that its first rows show`);
  if (mapping.timeSubstitute !== undefined) add('time-column-substituted', `it has no TimeGenerated; ${mapping.timeSubstitute} stands in`);
  else if (mapping.isWithoutTime)
    add('time-column-missing', 'it has no column that tells when a row happened; its rows lie in no time window');
  const names = shape.columns.map((column) => column.name);
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (repeated.length > 0)
    add('columns-repeated', `of the columns of one name only the first is read (${repeated.slice(0, 5).join(', ')})`);
  const others = shape.typeValues.filter((value) => value.toLowerCase() !== table.toLowerCase());
  if (others.length > 0)
    add(
      'type-differs',
      `its column Type says ${others
        .slice(0, 3)
        .map((value) => JSON.stringify(value.slice(0, 60)))
        .join(', ')}, its name ${table}`,
    );
  return notes;
}

/** What reading a file has told so far and takes nothing from a result but single cells. */
export function notesOfReport(table: string, report: FileReport): readonly TableNote[] {
  const notes: TableNote[] = [];
  for (const [column, { count: failures, firstLine }] of report.failures) {
    notes.push({
      table,
      file: report.file,
      code: 'values-not-converted',
      message: `${report.file}: ${count(failures, 'value')} of ${column} did not convert and ${failures === 1 ? 'is' : 'are'} null, first at line ${firstLine}`,
    });
  }
  if (report.lateKeys.size > 0) {
    notes.push({
      table,
      file: report.file,
      code: 'columns-late',
      message: `${report.file}: keys that first come up late are not columns: ${[...report.lateKeys].join(', ')}`,
    });
  }
  return notes;
}

/** Why a result over the file is not everything. Line numbers are exact, so that a person can go and look. */
export function partialReasonsOf(
  report: FileReport,
  isWithoutTime: boolean,
  request: Pick<ScanRequest, 'timeRange'>,
): readonly PartialReason[] {
  const reasons: PartialReason[] = [];
  const { file, firstSkipped } = report;
  if (firstSkipped !== undefined) {
    reasons.push({
      code: 'rows-skipped',
      message: `${file}: ${count(report.skippedLines, 'line')} could not be read, first at line ${firstSkipped.line} (${firstSkipped.why})`,
    });
  }
  if (report.endedEarly !== undefined) {
    reasons.push({
      code: 'file-ended-early',
      message: `${file}: only ${count(report.rowsRead, 'row')} could be read (${report.endedEarly})`,
    });
  }
  if (request.timeRange !== undefined) {
    if (isWithoutTime)
      reasons.push({
        code: 'time-column-missing',
        message: `${file}: it has no column that tells when a row happened; its rows lie in no time window`,
      });
    const failed = report.failures.get('TimeGenerated');
    if (failed !== undefined)
      reasons.push({
        code: 'times-not-converted',
        message: `${file}: ${count(failed.count, 'row')} without a readable TimeGenerated, first at line ${failed.firstLine}; they lie in no time window`,
      });
  }
  return reasons;
}
