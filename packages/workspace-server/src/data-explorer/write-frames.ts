import type { JsonValue, KustoType, PartialReason, QueryResult, ResultColumn } from '@mxdr/core';
import type { ServiceLimits } from '../service-limits.ts';
import { cutRows } from '../write-result.ts';

/** Names of the types in .NET, which the older form has beside Kusto's own. */
const dotnetTypes: Readonly<Record<KustoType, string>> = {
  bool: 'SByte',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  decimal: 'SqlDecimal',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  guid: 'Guid',
  string: 'String',
  dynamic: 'Object',
};

type Column = readonly [name: string, type: KustoType];

interface Table {
  readonly columns: readonly Column[];
  /** Each row as JSON text. */
  readonly rows: readonly string[];
}

/** The newer form: a list of frames, with the rows in one `PrimaryResult`. */
export function writeFrames(result: QueryResult, limits: ServiceLimits): string {
  const { table, reasons } = primaryOf(result, limits);
  const frames = [
    JSON.stringify({ FrameType: 'DataSetHeader', IsProgressive: false, Version: 'v2.0' }),
    dataTable(0, 'QueryProperties', '@ExtendedProperties', {
      columns: [
        ['TableId', 'int'],
        ['Key', 'string'],
        ['Value', 'dynamic'],
      ],
      rows: [JSON.stringify([1, 'Visualization', visualizationOf(result)])],
    }),
    dataTable(1, 'PrimaryResult', 'PrimaryResult', table),
    dataTable(2, 'QueryCompletionInformation', 'QueryCompletionInformation', completionOf(result)),
    JSON.stringify({
      FrameType: 'DataSetCompletion',
      HasErrors: reasons.length > 0,
      Cancelled: false,
      ...(reasons.length > 0 ? { OneApiErrors: reasons.map(oneApiError) } : {}),
    }),
  ];
  return `[${frames.join(',')}]`;
}

/** The older form: the rows, their properties, the status, and a table of contents that tells which is which. */
export function writeTables(result: QueryResult, limits: ServiceLimits): string {
  const { table, reasons } = primaryOf(result, limits);
  const severity = reasons.length > 0 ? [2, 'Error', 'Query is partial'] : [4, 'Info', 'Query completed successfully'];
  const status: Table = {
    columns: [
      ['Severity', 'int'],
      ['SeverityName', 'string'],
      ['StatusDescription', 'string'],
    ],
    rows: [JSON.stringify(severity)],
  };
  const contents: Table = {
    columns: [
      ['Ordinal', 'long'],
      ['Kind', 'string'],
      ['Name', 'string'],
      ['Id', 'string'],
      ['PrettyName', 'string'],
    ],
    rows: [
      [0, 'QueryResult', 'PrimaryResult', '00000000-0000-0000-0000-000000000001', ''],
      [1, 'QueryProperties', '@ExtendedProperties', '00000000-0000-0000-0000-000000000002', ''],
      [2, 'QueryStatus', 'QueryStatus', '00000000-0000-0000-0000-000000000003', ''],
    ].map((row) => JSON.stringify(row)),
  };
  const properties: Table = { columns: [['Value', 'string']], rows: [JSON.stringify([visualizationOf(result)])] };
  const tables = [table, properties, status, contents].map(({ columns, rows }, index) => {
    const head = columns.map(([name, type]) => ({ ColumnName: name, DataType: dotnetTypes[type], ColumnType: type }));
    return `{"TableName":"Table_${index}","Columns":${JSON.stringify(head)},"Rows":[${rows.join(',')}]}`;
  });
  const exceptions = reasons.length === 0 ? '' : `,"Exceptions":${JSON.stringify(reasons.map(({ message }) => message))}`;
  return `{"Tables":[${tables.join(',')}]${exceptions}}`;
}

function primaryOf(result: QueryResult, limits: ServiceLimits): { readonly table: Table; readonly reasons: readonly PartialReason[] } {
  const { lines, reasons } = cutRows(result, limits);
  return { table: { columns: result.columns.map(({ name, type }: ResultColumn): Column => [name, type]), rows: lines }, reasons };
}

function dataTable(id: number, kind: string, name: string, { columns, rows }: Table): string {
  const head = columns.map(([columnName, type]) => ({ ColumnName: columnName, ColumnType: type }));
  return `{"FrameType":"DataTable","TableId":${id},"TableKind":"${kind}","TableName":"${name}","Columns":${JSON.stringify(head)},"Rows":[${rows.join(',')}]}`;
}

function completionOf({ statistics }: QueryResult): Table {
  const { durationMs, rowsRead } = statistics;
  const payload = {
    ExecutionTime: durationMs / 1000,
    ...(rowsRead === null ? {} : { input_dataset_statistics: { rows: { total: rowsRead, scanned: rowsRead } } }),
  };
  return {
    columns: [
      ['ClientRequestId', 'string'],
      ['Level', 'int'],
      ['LevelName', 'string'],
      ['StatusCode', 'int'],
      ['StatusCodeName', 'string'],
      ['EventType', 'int'],
      ['EventTypeName', 'string'],
      ['Payload', 'string'],
    ],
    rows: [JSON.stringify(['', 6, 'Stats', 0, 'S_OK (0)', 0, 'QueryResourceConsumption', JSON.stringify(payload)])],
  };
}

function visualizationOf({ visualization }: QueryResult): string {
  const value: JsonValue =
    visualization === undefined ? { Visualization: null } : { Visualization: visualization.kind, ...visualization.properties };
  return JSON.stringify(value);
}

function oneApiError({ code, message }: PartialReason): JsonValue {
  return {
    error: {
      code: 'LimitsExceeded',
      message: 'The result is not complete.',
      '@type': 'PartialResult',
      '@message': `${message} (${code})`,
      '@permanent': false,
    },
  };
}
