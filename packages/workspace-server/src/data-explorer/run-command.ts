import type { KustoType, QueryOutcome, ResultColumn } from '@mxdr/core';
import type { TableInfo } from '@mxdr/kql';
import type { ServedWorkspace } from '../served-workspace.ts';

/**
 * The management commands that clients ask to find their way: what databases there are, what tables and columns, which version.
 *
 * @param visible workspaces that the caller's token opens
 */
export async function runCommand(text: string, workspace: ServedWorkspace, visible: readonly ServedWorkspace[]): Promise<QueryOutcome> {
  const words = text.trim().replace(/;$/, '').split(/\s+/).map(unquote);
  const [verb, ...rest] = words;
  const command = `${verb} ${rest.join(' ')}`.toLowerCase();
  if (command === '.show databases')
    return tableOf(
      [
        ['DatabaseName', 'string'],
        ['PrettyName', 'string'],
        ['IsCurrent', 'bool'],
      ],
      visible.map((one) => [one.name ?? one.id, one.workspace.description, one === workspace]),
    );
  if (command === '.show version')
    return tableOf(
      [
        ['BuildVersion', 'string'],
        ['ServiceType', 'string'],
        ['ProductVersion', 'string'],
      ],
      [['0.1.0', 'Engine', 'mxdr workspace serve']],
    );
  const tables = await workspace.tables?.list();
  if (tables === undefined) return unsupported(text, 'the tables of this workspace were not given to the server');
  const database = workspace.name ?? workspace.id;
  if (command === '.show tables')
    return tableOf(
      [
        ['TableName', 'string'],
        ['DatabaseName', 'string'],
        ['Folder', 'string'],
        ['DocString', 'string'],
      ],
      tables.map(({ name }) => [name, database, '', '']),
    );
  const [what, name, form] = rest;
  if (what?.toLowerCase() === 'table' && form?.toLowerCase() === 'cslschema' && rest.length === 3) {
    const table = tables.find((one) => one.name === name);
    if (table === undefined)
      return {
        status: 'failed',
        reason: 'table-missing',
        code: 'MXDR-SERVE-TABLE-MISSING',
        message: `There is no table ${name}.`,
        mend: 'Ask ".show tables" for those that there are.',
        missingTables: [name ?? ''],
      };
    return tableOf(
      [
        ['TableName', 'string'],
        ['Schema', 'string'],
        ['DatabaseName', 'string'],
        ['Folder', 'string'],
        ['DocString', 'string'],
      ],
      [[table.name, table.columns.map((column) => `${column.name}:${column.type}`).join(','), database, '', '']],
    );
  }
  if (command === '.show database schema' || (what?.toLowerCase() === 'database' && form?.toLowerCase() === 'schema' && rest.length === 3))
    return tableOf(
      [
        ['DatabaseName', 'string'],
        ['TableName', 'string'],
        ['ColumnName', 'string'],
        ['ColumnType', 'string'],
      ],
      tables.flatMap((table) => columnsOf(table).map(([column, type]) => [database, table.name, column, type])),
    );
  return unsupported(text, 'it is none of those that clients need to find their way');
}

function columnsOf({ columns }: TableInfo): readonly (readonly [string, KustoType])[] {
  return columns.map(({ name, type }) => [name, type]);
}

/** `['My table']`, `"x"` and `x` are the same name. */
function unquote(word: string): string {
  return word.replace(/^\[?(['"])(.*)\1\]?$/, '$2');
}

function tableOf(columns: readonly (readonly [string, KustoType])[], rows: readonly (readonly (string | boolean)[])[]): QueryOutcome {
  return {
    status: 'complete',
    columns: columns.map(([name, type]): ResultColumn => ({ name, type })),
    rows,
    statistics: { rowsRead: 0, durationMs: 0, tables: [] },
  };
}

function unsupported(text: string, why: string): QueryOutcome {
  return {
    status: 'failed',
    reason: 'unsupported',
    code: 'MXDR-SERVE-COMMAND-UNSUPPORTED',
    message: `The command "${text.trim().slice(0, 80)}" is not run here: ${why}`,
    mend: 'Use .show databases, .show tables, .show table T cslschema, .show database D schema or .show version.',
  };
}
