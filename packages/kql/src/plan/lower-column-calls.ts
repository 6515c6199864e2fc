import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { impliedName } from './column-names.ts';
import type { Expr } from './expression.ts';
import { columnExpr, literalExpr, rowwise } from './expression.ts';
import { isTabular, lowerExpression, unwrapParentheses } from './lower-expression.ts';
import { lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';

/** Functions whose arguments are columns and tables, not their values; they need the place that they stand in. */
export const COLUMN_CALLS = [
  'column_ifexists',
  'columnifexists',
  'iscolumnexists',
  'pack_all',
  'bag_pack_columns',
  'column_names_of',
  'estimate_data_size',
] as const;

/** Lowers a call of {@link COLUMN_CALLS}; `undefined` for any other name. */
export function lowerColumnCall(
  state: LoweringState,
  node: SyntaxNode,
  name: string,
  args: readonly SyntaxNode[],
  place: Place,
): Expr | undefined {
  const position = state.positionOf(node);
  switch (name as (typeof COLUMN_CALLS)[number]) {
    case 'column_ifexists':
    case 'columnifexists': {
      const [column, fallback] = args;
      const wanted = column === undefined ? undefined : lowerExpression(state, column, place).literal?.value;
      if (typeof wanted !== 'string' || fallback === undefined) throw state.unsupported(`${name}() with a computed name`, node);
      const type = place.schema.typeOf(wanted);
      return type === undefined ? lowerExpression(state, fallback, place) : columnExpr(wanted, type, position);
    }
    case 'iscolumnexists': {
      const wanted = args[0] === undefined ? undefined : lowerExpression(state, args[0], place).literal?.value;
      if (typeof wanted !== 'string') throw state.unsupported(`${name}() with a computed name`, node);
      return literalExpr('bool', place.schema.typeOf(wanted) !== undefined, position);
    }
    case 'pack_all': {
      const flag = args[0] === undefined ? undefined : lowerExpression(state, args[0], place);
      if (flag !== undefined && flag.literal === undefined) throw state.unsupported('pack_all() with a computed flag', node);
      const columns = place.schema.columns.map((column) => columnExpr(column.name, column.type, position));
      return packColumns(place.schema.columns, columns, flag?.literal?.value === true, position);
    }
    case 'bag_pack_columns': {
      const exprs = args.map((arg) => lowerExpression(state, arg, place));
      const columns = exprs.map((expr, index) => {
        const column = impliedName(args[index]!);
        if (column === undefined) throw state.unsupported('bag_pack_columns() of something that is no column', args[index]!);
        return { name: column, type: expr.type };
      });
      return packColumns(columns, exprs, false, position);
    }
    case 'column_names_of': {
      const [table] = args;
      const inner = table === undefined ? undefined : unwrapParentheses(table);
      if (inner === undefined || !isTabular(inner, place)) throw state.unsupported('column_names_of() of something that is no table', node);
      const { schema } = lowerTabular(state, inner, place);
      return literalExpr(
        'dynamic',
        schema.columns.map((column) => column.name),
        position,
      );
    }
    case 'estimate_data_size': {
      const exprs = args.flatMap((arg) =>
        arg.kind === 'StarExpression'
          ? place.schema.columns.map((column) => columnExpr(column.name, column.type, position))
          : [lowerExpression(state, arg, place)],
      );
      for (const expr of exprs) if (!SIZED.has(expr.type)) throw state.unsupported(`estimate_data_size() of a ${expr.type}`, node);
      return rowwise('long', position, exprs, (values) => values.reduce<number>((sum, value) => sum + sizeOf(value), 0));
    }
    default:
      return undefined;
  }
}

/** A bag of columns by their names. */
function packColumns(
  columns: readonly TableColumnInfo[],
  exprs: readonly Expr[],
  leavesEmptyOut: boolean,
  position: Expr['position'],
): Expr {
  return rowwise('dynamic', position, exprs, (values) => {
    const entries = new Map<string, DynamicValue>();
    values.forEach((value, index) => {
      if (!leavesEmptyOut || (value !== null && value !== '')) entries.set(columns[index]!.name, toDynamic(columns[index]!.type, value));
    });
    return new DynamicBag(entries);
  });
}

/** Types whose size the documentation tells: eight bytes, or the bytes of the text. */
const SIZED: ReadonlySet<KustoType> = new Set(['string', 'long', 'real', 'datetime', 'timespan']);

function sizeOf(value: Scalar): number {
  return typeof value === 'string' ? Buffer.byteLength(value, 'utf8') : 8;
}
