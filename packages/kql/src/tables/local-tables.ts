import { createHash } from 'node:crypto';
import path from 'node:path';
import type { KustoType } from '@mxdr/core';
import type { RecordBatch } from '../columns/record-batch.ts';
import type { TableCatalogue, TableSchema } from '../schema/table-catalogue.ts';
import { builtInTables, withCustomTables } from '../schema/table-catalogue.ts';
import type { WantedColumn } from './batch-assembler.ts';
import { BatchAssembler } from './batch-assembler.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { mapColumns } from './column-mapping.ts';
import { csvFormat } from './csv-format.ts';
import type { DiscoveredFile } from './discover-files.ts';
import { discoverFiles } from './discover-files.ts';
import { columnNotThere, fileNotUnderstood, sameTableTwice, tableNotThere, tablesNotNamed } from './errors.ts';
import type { FileFormat, FileShape } from './file-format.ts';
import { FileReport } from './file-report.ts';
import { readFileTables, readFolderSchemas } from './folder-settings.ts';
import { createTableIdentifier } from './identify-table.ts';
import { widerType } from './infer-type.ts';
import { jsonFormat } from './json-format.ts';
import { ndjsonFormat } from './ndjson-format.ts';
import { parquetFormat } from './parquet-format.ts';
import type { TableNote } from './table-notes.ts';
import { notesOfReport, notesOfShape, partialReasonsOf } from './table-notes.ts';
import type { ScanRequest, TableInfo, TableProvider } from './table-provider.ts';

export interface LocalTablesOptions {
  /** Tables that are known. @default the built-in catalogue */
  readonly schemas?: TableCatalogue;
  /** The project's own tables; the folder's `schemas.yaml` comes before them. @default none */
  readonly customTables?: readonly TableSchema[];
}

/** Tables in files of a folder. */
export interface LocalTables extends TableProvider {
  readonly folder: string;
  /** The tables that are known here, with or without files: built in, the project's, the folder's. */
  readonly catalogue: TableCatalogue;
  /** What a reader should know of the files, e.g. which column stands in for TimeGenerated; of one table or of all. */
  notes(table?: string): readonly TableNote[];
  /** Lines of the table that could not be read so far. */
  skippedLines(table: string): number;
}

interface TableFile {
  readonly file: DiscoveredFile;
  readonly format: FileFormat;
  readonly mapping: ColumnMapping;
  readonly knownKeys: ReadonlySet<string>;
  readonly notes: readonly TableNote[];
  /** What the scans so far have found; the fullest of each kind. */
  report: FileReport;
}

interface LocalTable {
  readonly info: TableInfo;
  readonly types: ReadonlyMap<string, KustoType>;
  readonly files: readonly TableFile[];
  wasAskedForTime: boolean;
}

const FORMATS: Readonly<Record<DiscoveredFile['kind'], FileFormat>> = {
  csv: csvFormat,
  ndjson: ndjsonFormat,
  json: jsonFormat,
  parquet: parquetFormat,
};

/** `SigninLogs.csv` and `SigninLogs.csv.gz` or `.ndjson` are most likely the same rows; counting them twice is the worst that can happen. */
function refuseTwins(folder: string, files: readonly DiscoveredFile[]): void {
  const stems = new Map<string, string[]>();
  for (const { relativePath } of files) {
    const stem = relativePath.replace(/\.(?:csv|ndjson|jsonl|json|parquet)(?:\.gz)?$/i, '');
    stems.set(stem, [...(stems.get(stem) ?? []), relativePath]);
  }
  const twins = [...stems.values()].filter((paths) => paths.length > 1).map((paths) => paths.join(' and '));
  if (twins.length > 0) throw sameTableTwice(folder, twins);
}

/** JSON that no name calls a table is one when it declares its types or tells times; lists of other things lie beside tables, too. */
function looksLikeRows(shape: FileShape): boolean {
  if (shape.isSingleObject === true) return false;
  return shape.columns.some((column) => column.isDeclared || column.name === 'TimeGenerated' || column.name === 'Timestamp');
}

function tableInfo(name: string, schema: TableSchema | undefined, files: readonly TableFile[]): LocalTable {
  const types = new Map<string, KustoType>(
    (schema?.columns ?? [{ name: 'TimeGenerated', type: 'datetime' as const }]).map((column) => [column.name, column.type]),
  );
  const declared = new Set(types.keys());
  for (const { mapping } of files) {
    for (const [column, { type }] of mapping.columns) {
      const known = types.get(column);
      if (known === undefined) types.set(column, type);
      else if (!declared.has(column)) types.set(column, widerType(known, type));
    }
  }
  const columns = [...types].map(([column, type]) => ({ name: column, type }));
  const hasSameTimes = files.every(({ mapping }) => {
    const sourcesOf = (column: string): string => JSON.stringify(mapping.columns.get(column)?.sources);
    return sourcesOf('Timestamp') === sourcesOf('TimeGenerated');
  });
  const info: TableInfo = {
    name,
    columns,
    origins: files.map(({ file }) => file.relativePath),
    ...(types.has('Timestamp') && hasSameTimes ? { timeAliases: ['Timestamp'] } : {}),
  };
  return { info, types, files, wasAskedForTime: false };
}

function mergeReports(before: FileReport, after: FileReport): FileReport {
  const isFuller = after.rowsRead + after.skippedLines >= before.rowsRead + before.skippedLines;
  const merged = isFuller ? after : before;
  const other = isFuller ? before : after;
  merged.endedEarly ??= other.endedEarly;
  for (const [column, failure] of other.failures) {
    const known = merged.failures.get(column);
    if (known === undefined || known.count < failure.count) merged.failures.set(column, failure);
  }
  for (const key of other.lateKeys) merged.lateKeys.add(key);
  return merged;
}

function wantedColumns(table: LocalTable, { mapping, file }: TableFile, names: readonly string[]): readonly WantedColumn[] {
  return names.map((name) => {
    const type = table.types.get(name);
    if (type === undefined) throw columnNotThere(table.info.name, name);
    // A key of JSON may first come up behind the rows that were looked at.
    const late = file.kind === 'ndjson' || file.kind === 'json' ? [name] : [];
    const sources = mapping.columns.get(name)?.sources ?? late;
    return {
      name,
      type,
      sources,
      ...(name === 'Type' && type === 'string' && !mapping.columns.has(name) ? { constant: table.info.name } : {}),
    };
  });
}

async function* scanTable(table: LocalTable, request: ScanRequest): AsyncGenerator<RecordBatch> {
  const { columns, timeRange, signal } = request;
  if (timeRange !== undefined) table.wasAskedForTime = true;
  const plans = table.files.map((file) => ({ file, wanted: wantedColumns(table, file, columns) }));
  const assembler = new BatchAssembler(columns.map((name) => ({ name, type: table.types.get(name)! })));
  for (const { file, wanted } of plans) {
    signal?.throwIfAborted();
    const report = new FileReport(file.file.relativePath);
    try {
      yield* file.format.read({
        path: file.file.path,
        isGzip: file.file.isGzip,
        wanted,
        report,
        assembler,
        knownKeys: file.knownKeys,
        timeSources: file.mapping.columns.get('TimeGenerated')?.sources ?? [],
        ...(timeRange === undefined ? {} : { timeRange }),
        ...(signal === undefined ? {} : { signal }),
      });
    } finally {
      file.report = mergeReports(file.report, report);
    }
  }
  if (assembler.rowCount > 0) yield assembler.take();
}

/**
 * Opens a folder of tables: `<Table>.csv`, `.ndjson`, `.jsonl`, `.json` (each also `.gz`) and `.parquet`, several files a table, also in
 * subfolders. Only the beginning of each file is read here; rows are streamed by `scan` with memory that does not grow with the files.
 *
 * @throws AppError when the folder or a file cannot be read, when it is not clear which table a file is, or when files seem to be the same
 */
export async function openLocalTables(folder: string, options: LocalTablesOptions = {}): Promise<LocalTables> {
  const custom = new Map([...(options.customTables ?? []), ...(await readFolderSchemas(folder))].map((schema) => [schema.name, schema]));
  const catalogue = withCustomTables(options.schemas ?? builtInTables(), [...custom.values()]);
  const { files, others } = await discoverFiles(folder);
  const settings = await readFileTables(folder);
  const identify = createTableIdentifier(catalogue, settings);
  const folderNotes: TableNote[] = others.map((file) => ({
    file,
    code: 'file-ignored',
    message: `${file}: not read, because its kind is not known`,
  }));
  const byTable = new Map<string, TableFile[]>();
  const complaints: string[] = [];
  const taken: DiscoveredFile[] = [];
  for (const file of files) {
    const { relativePath } = file;
    const setting = identify({ path: relativePath, typeValues: [] });
    if ('ignored' in setting) continue;
    const format = FORMATS[file.kind];
    const shape = await format.inspect(file.path, file.isGzip);
    const identity = identify({ path: relativePath, typeValues: shape?.typeValues ?? [] });
    const isByOwnName = 'by' in identity && identity.by === 'own-name';
    const isUnnamed = isByOwnName || 'complaint' in identity;
    if (shape === undefined || (isUnnamed && file.kind === 'json' && !looksLikeRows(shape))) {
      if (!isUnnamed)
        throw fileNotUnderstood(
          file.path,
          'It is JSON, but neither an array of rows, nor one object a line, nor a result of the query API.',
        );
      folderNotes.push({
        file: relativePath,
        code: 'file-ignored',
        message: `${relativePath}: not read, because it is a JSON document and no table of log rows`,
      });
      continue;
    }
    if ('complaint' in identity) {
      complaints.push(identity.complaint);
      continue;
    }
    if ('ignored' in identity) continue;
    const { table } = identity;
    taken.push(file);
    const mapping = mapColumns(table, catalogue.get(table), shape.columns);
    const tableFile: TableFile = {
      file,
      format,
      mapping,
      knownKeys: new Set([
        ...shape.columns.map((column) => column.name),
        ...(catalogue.get(table)?.columns.map((column) => column.name) ?? []),
      ]),
      notes: notesOfShape(relativePath, table, identity, shape, mapping),
      report: new FileReport(relativePath),
    };
    byTable.set(table, [...(byTable.get(table) ?? []), tableFile]);
  }
  if (complaints.length > 0) throw tablesNotNamed(folder, complaints);
  refuseTwins(folder, taken);
  const names = [...byTable.keys()].sort();
  const tables = new Map(names.map((name) => [name, tableInfo(name, catalogue.get(name), byTable.get(name)!)]));

  function tableOf(name: string): LocalTable {
    const table = tables.get(name);
    if (table === undefined) throw tableNotThere(name, names);
    return table;
  }

  return {
    folder,
    catalogue,
    description: describeFolder(folder),
    list: async () => names.map((name) => tables.get(name)!.info),
    scan: (name, request) => scanTable(tableOf(name), request),
    partialReasons(name, request) {
      const table = tables.get(name);
      if (table === undefined) return [];
      const asked = request ?? (table.wasAskedForTime ? { timeRange: {} } : {});
      return table.files.flatMap((file) => partialReasonsOf(file.report, file.mapping.isWithoutTime, asked));
    },
    notes(name) {
      const chosen = name === undefined ? [...tables.values()] : [tables.get(name)].filter((table) => table !== undefined);
      const own = chosen.flatMap((table) => table.files.flatMap((file) => [...file.notes, ...notesOfReport(table.info.name, file.report)]));
      return name === undefined ? [...own, ...folderNotes] : own;
    },
    skippedLines: (name) => tableOf(name).files.reduce((sum, file) => sum + file.report.skippedLines, 0),
  };
}

/**
 * What a reader may see of the folder: its last two names, as nobody else needs to know how a machine is laid out, and the beginning of a hash of the
 * whole path, so that two folders of these names are still told apart.
 */
function describeFolder(folder: string): string {
  const whole = path.resolve(folder);
  const names = whole.split(path.sep).filter((name) => name !== '');
  return `local tables in ${names.slice(-2).join('/')} (${createHash('sha256').update(whole).digest('hex').slice(0, 8)})`;
}
