import type { KustoType } from '@mxdr/core';
import type { TableSchema } from '../schema/table-catalogue.ts';
import type { SourceColumn } from './file-format.ts';

/** How one column of a table is read from one file. */
export interface MappedColumn {
  readonly type: KustoType;
  /** Names in the file, the first with a value counts. */
  readonly sources: readonly string[];
  /** The type is a guess from the first rows. */
  readonly isGuess: boolean;
}

export interface ColumnMapping {
  /** Columns of the table that the file can fill, by name. */
  readonly columns: ReadonlyMap<string, MappedColumn>;
  /** The column that stands in for an absent TimeGenerated. */
  readonly timeSubstitute?: string;
  /** No column tells when a row happened. */
  readonly isWithoutTime: boolean;
}

/** `TimeGenerated [UTC]`, as the portal writes headers of datetime columns. */
const UTC_MARK = / \[UTC\]$/;

/** Suffixes of custom logs and of portal exports, with the types of the columns that they may stand for. */
const SUFFIXES: ReadonlyMap<string, { readonly own: KustoType; readonly fits: ReadonlySet<KustoType> }> = new Map([
  ['_s', { own: 'string', fits: new Set<KustoType>(['string', 'guid', 'dynamic']) }],
  ['_d', { own: 'real', fits: new Set<KustoType>(['int', 'long', 'real', 'decimal']) }],
  ['_b', { own: 'bool', fits: new Set<KustoType>(['bool']) }],
  ['_t', { own: 'datetime', fits: new Set<KustoType>(['datetime']) }],
  ['_g', { own: 'guid', fits: new Set<KustoType>(['guid', 'string']) }],
  ['_dynamic', { own: 'dynamic', fits: new Set<KustoType>(['dynamic', 'string']) }],
  ['_string', { own: 'string', fits: new Set<KustoType>(['string', 'dynamic']) }],
]);

/** Event times that a table has besides TimeGenerated, best first. `Timestamp` stands in everywhere. */
const EVENT_TIMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['SigninLogs', ['CreatedDateTime']],
  ['AADNonInteractiveUserSignInLogs', ['CreatedDateTime']],
  ['AADServicePrincipalSignInLogs', ['CreatedDateTime']],
  ['AADManagedIdentitySignInLogs', ['CreatedDateTime']],
  ['AuditLogs', ['ActivityDateTime']],
  ['AzureActivity', ['EventSubmissionTimestamp']],
  ['OfficeActivity', ['Start_Time']],
  ['SecurityIncident', ['LastModifiedTime', 'CreatedTime']],
  ['SecurityAlert', ['ProcessingEndTime', 'EndTime', 'StartTime']],
  ['CommonSecurityLog', ['EndTime', 'StartTime']],
  ['Syslog', ['EventTime']],
]);

function splitSuffix(name: string): { readonly base: string; readonly suffix: string } | undefined {
  const underscore = name.lastIndexOf('_');
  return underscore > 0 && SUFFIXES.has(name.slice(underscore))
    ? { base: name.slice(0, underscore), suffix: name.slice(underscore) }
    : undefined;
}

/**
 * Which column of the table each column of the file is. In this order: the schema has the name (without ` [UTC]`); the schema has the name
 * without an export suffix (`Status_dynamic`, `Port_d`) and its type fits; else it is a column of its own, with the type that its suffix
 * or its first values say.
 */
export function mapColumns(table: string, schema: TableSchema | undefined, source: readonly SourceColumn[]): ColumnMapping {
  const known = new Map(schema?.columns.map((column) => [column.name, column.type]));
  const columns = new Map<string, { type: KustoType; sources: string[]; isGuess: boolean }>();
  const add = (name: string, type: KustoType, isGuess: boolean, from: string): void => {
    const present = columns.get(name);
    if (present === undefined) columns.set(name, { type, sources: [from], isGuess });
    else present.sources.push(from);
  };
  const suffixed: { readonly column: SourceColumn; readonly base: string; readonly name: string }[] = [];
  for (const column of source) {
    const name = column.name.replace(UTC_MARK, '');
    if (name === '') continue;
    const type = known.get(name);
    if (type !== undefined) {
      add(name, type, false, column.name);
      continue;
    }
    const split = splitSuffix(name);
    const baseType = split === undefined ? undefined : known.get(split.base);
    if (split !== undefined && baseType !== undefined && SUFFIXES.get(split.suffix)!.fits.has(baseType)) {
      suffixed.push({ column, base: split.base, name });
    } else if (name === 'TimeGenerated') add(name, 'datetime', false, column.name);
    else if (name !== column.name) add(name, 'datetime', false, column.name);
    else {
      const bySuffix = split === undefined || column.isDeclared || split.suffix.length > 2 ? undefined : SUFFIXES.get(split.suffix)!.own;
      add(name, bySuffix ?? column.inferred, bySuffix === undefined && !column.isDeclared, column.name);
    }
  }
  // Exact names come first: a suffixed column only fills what they leave empty.
  for (const { column, base } of suffixed.toSorted((a, b) => Number(a.name.endsWith('_string')) - Number(b.name.endsWith('_string')))) {
    add(base, known.get(base)!, false, column.name);
  }
  const time = substituteTime(table, known, columns);
  // A file without any column has no rows that could lack the time.
  return { columns, ...time, isWithoutTime: time.isWithoutTime && source.length > 0 };
}

function substituteTime(
  table: string,
  known: ReadonlyMap<string, KustoType>,
  columns: Map<string, { type: KustoType; sources: string[]; isGuess: boolean }>,
): { readonly timeSubstitute?: string; readonly isWithoutTime: boolean } {
  let timeSubstitute: string | undefined;
  if (!columns.has('TimeGenerated')) {
    timeSubstitute = ['Timestamp', ...(EVENT_TIMES.get(table) ?? [])].find((name) => columns.get(name)?.type === 'datetime');
    if (timeSubstitute !== undefined)
      columns.set('TimeGenerated', { type: 'datetime', sources: [...columns.get(timeSubstitute)!.sources], isGuess: false });
  }
  const time = columns.get('TimeGenerated');
  if (time !== undefined && known.get('Timestamp') === 'datetime' && !columns.has('Timestamp')) {
    columns.set('Timestamp', { type: 'datetime', sources: time.sources, isGuess: false });
  }
  return { isWithoutTime: time === undefined, ...(timeSubstitute === undefined ? {} : { timeSubstitute }) };
}
