import type { KustoType, Problem } from '@mxdr/core';

/** What the head of a query file promises about it. */
export interface QueryHeader {
  readonly id: string;
  readonly title: string;
  /** Tables that the query reads; `WATCHED` stands for one of the report's list. */
  readonly tables: readonly string[];
  /** Which rows it reads by TimeGenerated: of the period, from the look-back to the snapshot, or of the whole history that the report looks at. */
  readonly window: 'period' | 'lookback' | 'history';
  /** What no rows mean: `none` happened, or there is `no-data`. */
  readonly empty: 'none' | 'no-data';
  readonly columns: readonly { readonly name: string; readonly type: KustoType }[];
}

/** Where a line of the composed text comes from. */
export interface LineOrigin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A query with its includes put in, ready to be bound. */
export interface ReportQuery extends QueryHeader {
  readonly file: string;
  /** The composed text, without parameters. */
  readonly text: string;
  /** One for each line of `text`. */
  readonly origins: readonly LineOrigin[];
}

const kustoTypes: readonly KustoType[] = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'guid', 'string', 'dynamic'];
const headerLine = /^\/\/ (id|title|tables|window|empty|columns): *(.*)$/u;
const continuation = /^\/\/ {3,}(\S.*)$/u;
const include = /^\/\/ @include +(\S+)\s*$/u;

/** A file that may be put in place of `// @include` lines. */
export interface IncludedFile {
  readonly file: string;
  readonly text: string;
}

interface Entry {
  value: string;
  readonly line: number;
}

function readEntries(lines: readonly string[]): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let last: Entry | undefined;
  for (const [index, line] of lines.entries()) {
    const match = headerLine.exec(line);
    const more = continuation.exec(line);
    if (match) {
      last = { value: match[2]!.trim(), line: index + 1 };
      entries.set(match[1]!, last);
    } else if (more && last) {
      last.value = `${last.value} ${more[1]!.trim()}`;
    } else {
      break;
    }
  }
  return entries;
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}

/**
 * Reads the head of a query file and puts its includes in place of `// @include name.kql` lines.
 * @param expectedId the id under which the report lists it
 * @param includes the files that it may include, by name
 */
export function parseQueryFile(
  file: string,
  text: string,
  expectedId: string,
  includes: ReadonlyMap<string, IncludedFile>,
): ReportQuery | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lines = text.split(/\r?\n/u);
  const entries = readEntries(lines);
  const report = (message: string, line: number, hint?: string): undefined => {
    problems.push({
      severity: 'error',
      code: 'MXDR-REPORT-QUERY',
      message,
      position: { file, line, column: 1 },
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const entry = (key: string): Entry => {
    const found = entries.get(key);
    if (!found) report(`the head has no "${key}" line`, 1, `begin the file with "// ${key}: …"`);
    return found ?? { value: '', line: 1 };
  };
  const id = entry('id');
  if (id.value !== '' && id.value !== expectedId) report(`id is "${id.value}", but the file is listed as "${expectedId}"`, id.line);
  const title = entry('title');
  const tables = entry('tables');
  const tableNames = tables.value.split(',').map((name) => name.trim());
  for (const name of tableNames)
    if (tables.value !== '' && !/^[A-Za-z_]\w*$/u.test(name)) report(`"${name}" is not a table name`, tables.line);
  const windowEntry = entry('window');
  const window = oneOf(['period', 'lookback', 'history'] as const, windowEntry.value);
  if (!window && windowEntry.value !== '')
    report(`window must be period, lookback or history, not "${windowEntry.value}"`, windowEntry.line);
  const emptyEntry = entry('empty');
  const empty = oneOf(['none', 'no-data'] as const, emptyEntry.value);
  if (!empty && emptyEntry.value !== '') report(`empty must be none or no-data, not "${emptyEntry.value}"`, emptyEntry.line);
  const columnsEntry = entry('columns');
  const columns = columnsEntry.value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [name = '', type = ''] = part.split(':').map((piece) => piece.trim());
      const kustoType = oneOf(kustoTypes, type);
      if (!kustoType || !/^[A-Za-z_]\w*$/u.test(name))
        return report(`"${part}" is not name:type with a type of Kusto`, columnsEntry.line) ?? [];
      return [{ name, type: kustoType }];
    });

  const composed: string[] = [];
  const origins: LineOrigin[] = [];
  const append = (from: string, content: readonly string[], within: readonly string[]): void => {
    for (const [index, line] of content.entries()) {
      const name = include.exec(line)?.[1];
      if (name === undefined) {
        composed.push(line);
        origins.push({ file: from, line: index + 1 });
        continue;
      }
      const included = includes.get(name);
      if (included === undefined) report(`the included file ${name} is neither beside the query nor among the shared ones`, index + 1);
      else if (within.includes(name)) report(`${name} includes itself`, index + 1);
      else append(included.file, included.text.trimEnd().split(/\r?\n/u), [...within, name]);
    }
  };
  append(file, lines, []);
  if (problems.length > 0 || !window || !empty) return { problems };
  return { id: id.value, title: title.value, tables: tableNames, window, empty, columns, file, text: composed.join('\n'), origins };
}
