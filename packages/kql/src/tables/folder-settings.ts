import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KustoType, Problem } from '@mxdr/core';
import { formatProblem, parseYamlDocument } from '@mxdr/core';
import type { TableSchema } from '../schema/table-catalogue.ts';
import { fileNotReadable, settingsInvalid } from './errors.ts';

const TYPES: ReadonlySet<string> = new Set<KustoType>([
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'guid',
  'string',
  'dynamic',
]);

function isKustoType(value: unknown): value is KustoType {
  return typeof value === 'string' && TYPES.has(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readFirst(folder: string, names: readonly string[]): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    try {
      return { path, text: await readFile(path, 'utf8') };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw fileNotReadable(path, error);
    }
  }
  return undefined;
}

/**
 * Tables that the folder declares itself, in `schemas.yaml` or `schemas.json`: table to column to type.
 *
 * ```yaml
 * Badge_CL:
 *   TimeGenerated: datetime
 *   Door_s: string
 * ```
 * @throws AppError naming every line that is wrong
 */
export async function readFolderSchemas(folder: string): Promise<readonly TableSchema[]> {
  const file = await readFirst(folder, ['schemas.yaml', 'schemas.yml', 'schemas.json']);
  if (file === undefined) return [];
  const parsed = parseYamlDocument(file.text, file.path);
  if ('problems' in parsed) throw settingsInvalid(file.path, parsed.problems.map(formatProblem));
  const { value, positionOf } = { value: parsed.source.value, positionOf: (path: readonly string[]) => parsed.source.positionOf(path) };
  const problems: Problem[] = [];
  const complain = (path: readonly string[], message: string): void => {
    problems.push({ severity: 'error', code: 'MXDR-TABLES-SCHEMA', message, position: positionOf(path) });
  };
  const schemas: TableSchema[] = [];
  if (!isMap(value)) complain([], 'must be a map of tables');
  for (const [name, columns] of Object.entries(isMap(value) ? value : {})) {
    if (!isMap(columns)) {
      complain([name], `${name} must be a map of columns`);
      continue;
    }
    const list = Object.entries(columns).flatMap(([column, type]) => {
      if (isKustoType(type)) return [{ name: column, type }];
      complain([name, column], `the type of ${name}.${column} must be one of ${[...TYPES].join(', ')}`);
      return [];
    });
    schemas.push({ name, columns: list });
  }
  if (problems.length > 0) throw settingsInvalid(file.path, problems.map(formatProblem));
  return schemas;
}

/**
 * Which table each file is, from `tables.yaml` or `tables.json`: path or file name to table name, or to `ignore`.
 * @throws AppError naming every line that is wrong
 */
export async function readFileTables(folder: string): Promise<ReadonlyMap<string, string>> {
  const file = await readFirst(folder, ['tables.yaml', 'tables.yml', 'tables.json']);
  if (file === undefined) return new Map();
  const parsed = parseYamlDocument(file.text, file.path);
  if ('problems' in parsed) throw settingsInvalid(file.path, parsed.problems.map(formatProblem));
  const { value } = parsed.source;
  if (!isMap(value)) throw settingsInvalid(file.path, [`${file.path}:1:1 must be a map of files to tables`]);
  const wrong = Object.entries(value).filter(([, table]) => typeof table !== 'string' || table === '');
  if (wrong.length > 0) {
    throw settingsInvalid(
      file.path,
      wrong.map(([name]) =>
        formatProblem({
          severity: 'error',
          code: 'MXDR-TABLES-SETTING',
          message: `${name} must name a table, or "ignore"`,
          position: parsed.source.positionOf([name]),
        }),
      ),
    );
  }
  return new Map(Object.entries(value).map(([name, table]) => [name, String(table)]));
}
