import type { Scalar } from '../columns/scalar.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import { Schema } from '../engine/batch.ts';
import type { WatchlistRow } from '../engine/outside-data.ts';
import { convertScalar } from '../functions/convert-scalars.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { splitDelimited } from '../tables/delimited-text.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { literalExpr } from './expression.ts';
import { literalOf, lowerExpression, required } from './lower-expression.ts';
import { schemaFromSyntax } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode } from './plan.ts';

function rowsNode(
  state: LoweringState,
  node: SyntaxNode,
  columns: readonly TableColumnInfo[],
  rows: readonly (readonly Scalar[])[],
): PlanNode {
  const position = state.positionOf(node);
  return {
    kind: 'rows',
    rows: rows.map((row) => row.map((value, index) => literalExpr(columns[index]!.type, value, position))),
    schema: new Schema(columns),
    position,
  };
}

export function isWatchlistFunction(name: string): boolean {
  return name === '_GetWatchlist' || name === '_GetWatchlistAlias';
}

/** Columns that the service puts in front of a watchlist's own. */
const WATCHLIST_COLUMNS: readonly TableColumnInfo[] = [
  { name: '_DTItemId', type: 'string' },
  { name: 'LastUpdatedTimeUTC', type: 'datetime' },
  { name: 'SearchKey', type: 'string' },
];

/** `_GetWatchlist(alias)`, and `_GetWatchlistAlias`, which lists what a query could ask for. */
export function lowerWatchlist(
  state: LoweringState,
  node: SyntaxNode,
  name: string,
  argumentNodes: readonly SyntaxNode[],
  place: Place,
): PlanNode {
  if (name === '_GetWatchlistAlias') {
    const aliases = state.outside.watchlistAliases();
    return rowsNode(
      state,
      node,
      [{ name: 'WatchlistAlias', type: 'string' }],
      aliases.map((item) => [item]),
    );
  }
  const [aliasNode] = argumentNodes;
  if (aliasNode === undefined || argumentNodes.length > 1) throw state.unsupported(`${name} with these arguments`, node);
  const alias = String(literalOf(lowerExpression(state, aliasNode, place), 'the alias of a watchlist'));
  const rows = state.outside.watchlist(alias);
  if (rows === undefined) throw state.invalid(`the workspace has no watchlist '${alias}'`, aliasNode);
  state.sawLateRows(rows.length);
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const own = [...names].filter((column) => !WATCHLIST_COLUMNS.some((known) => known.name === column));
  const columns = [...WATCHLIST_COLUMNS, ...own.map((column): TableColumnInfo => ({ name: column, type: 'string' }))];
  return rowsNode(
    state,
    node,
    columns,
    rows.map((row, index) => columns.map((column) => watchlistCell(row, column, index, own[0]))),
  );
}

/** Without a column SearchKey the first own column is the key, as in the service's wizard. */
function watchlistCell(row: WatchlistRow, column: TableColumnInfo, index: number, firstOwn: string | undefined): Scalar {
  const text = Object.hasOwn(row, column.name) ? row[column.name]! : undefined;
  if (text !== undefined) return convertScalar('string', column.type, text);
  if (column.name === 'SearchKey' && firstOwn !== undefined) return row[firstOwn] ?? '';
  if (column.name === '_DTItemId') return String(index);
  return column.type === 'string' ? '' : null;
}

const FORMATS = ['csv', 'tsv', 'psv', 'scsv', 'txt', 'raw', 'json', 'multijson'] as const;
type ExternalFormat = (typeof FORMATS)[number];

const DELIMITERS: Partial<Record<ExternalFormat, string>> = { csv: ',', tsv: '\t', psv: '|', scsv: ';' };

/** `externaldata`: rows of local files that stand for its addresses. */
export function lowerExternalData(state: LoweringState, node: SyntaxNode): PlanNode {
  const columns = schemaFromSyntax(state, node.field('Schema')?.items('Columns') ?? []);
  const properties = new Map<string, string>();
  for (const property of node.field('WithClause')?.items('Properties') ?? []) {
    const value = required(state, property, 'Expression');
    properties.set((property.field('Name')?.simpleName ?? '').toLowerCase(), value.stringValue ?? value.text);
  }
  for (const name of properties.keys())
    if (name !== 'format' && name !== 'ignorefirstrecord') throw state.unsupported(`externaldata with ${name}`, node);
  const skipsFirst = properties.get('ignorefirstrecord')?.toLowerCase() === 'true';
  const rows = node.items('URIs').flatMap((uri) => {
    const url = (uri.stringValue ?? '').replace(/;.*$/s, '');
    const text = state.outside.externalText(url);
    if (text === undefined) throw state.invalid(`no local file stands for ${url}`, uri);
    const format = properties.get('format')?.toLowerCase() ?? /\.(\w+)(?:\.gz)?(?:\?.*)?$/.exec(url)?.[1]?.toLowerCase() ?? 'csv';
    const known = FORMATS.find((candidate) => candidate === format);
    if (known === undefined) throw state.unsupported(`externaldata in the format ${format}`, node);
    return readRows(text, known, columns, skipsFirst);
  });
  return rowsNode(state, node, columns, rows);
}

function readRows(
  text: string,
  format: ExternalFormat,
  columns: readonly TableColumnInfo[],
  skipsFirst: boolean,
): readonly (readonly Scalar[])[] {
  const fromTexts = (cells: readonly string[]): readonly Scalar[] =>
    columns.map((column, index) => convertScalar('string', column.type, cells[index] ?? ''));
  const body = text.replace(/^\uFEFF/, '');
  switch (format) {
    case 'raw':
      return [fromTexts([body])];
    case 'txt':
      return linesOf(body)
        .slice(skipsFirst ? 1 : 0)
        .map((line) => fromTexts([line]));
    case 'json':
      return linesOf(body).map((line) => fromBag(parseJsonText(line), columns));
    case 'multijson': {
      const parsed = parseJsonText(body);
      const items = isDynamicArray(parsed) ? parsed : parsed === undefined ? linesOf(body).map((line) => parseJsonText(line)) : [parsed];
      return items.map((item) => fromBag(item, columns));
    }
    default:
      return splitDelimited(body, DELIMITERS[format]!)
        .slice(skipsFirst ? 1 : 0)
        .map(fromTexts);
  }
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Columns are found by name; of a value that is no bag there is nothing to find. */
function fromBag(value: DynamicValue | undefined, columns: readonly TableColumnInfo[]): readonly Scalar[] {
  const bag = value instanceof DynamicBag ? value : undefined;
  return columns.map((column) => convertScalar('dynamic', column.type, bag?.entries.get(column.name) ?? null));
}
