import { constantColumn } from '../columns/scalar.ts';
import { Batch, EMPTY_SCHEMA, Schema } from '../engine/batch.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { findPlugin } from '../operators/plugins.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { columnExpr } from './expression.ts';
import { castExpr, lowerExpression, required } from './lower-expression.ts';
import { lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import { isScalarType } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { LateOperator, PlanNode } from './plan.ts';

/** `evaluate plugin(...)`. Where the columns come with the rows, everything behind it is lowered at run time. */
export function lowerEvaluate(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const call = required(state, node, 'FunctionCall');
  const name = call.field('Name')?.simpleName ?? '';
  const plugin = findPlugin(name);
  if (plugin === undefined) throw state.unsupported(`the plugin ${name}`, node);
  const argumentNodes = call.field('ArgumentList')?.items('Expressions') ?? [];
  const bound = plugin.bind({
    state,
    node,
    source,
    argumentNodes,
    lower: (item) => lowerExpression(state, item, place),
    lowerTable: (item) => lowerTabular(state, item, { ...place, schema: EMPTY_SCHEMA, isSerialized: false }),
  });
  const operator = node.field('Schema') === undefined ? bound : withDeclaredColumns(state, node, bound);
  const position = state.positionOf(node);
  if (operator.schema !== undefined) {
    return {
      kind: 'whole',
      name: `evaluate ${operator.name}`,
      source,
      others: operator.others ?? [],
      apply: (input, others) => operator.apply(input, others),
      schema: operator.schema,
      position,
      isSerialized: operator.isSerialized === true,
    };
  }
  return {
    kind: 'late',
    source,
    operator,
    continueWith(input) {
      if (input.kind === 'batch') state.sawLateRows(input.batch.rowCount);
      return input;
    },
    schema: EMPTY_SCHEMA,
    position,
  };
}

/** `evaluate plugin(...) : (a:string, b:long)`: only these columns, converted; null where the plugin gives no such column. */
function withDeclaredColumns(state: LoweringState, node: SyntaxNode, operator: LateOperator): LateOperator {
  const declared = node.resultColumns;
  if (declared === undefined || node.isOpen || declared.some((column) => !isScalarType(column.type)))
    throw state.unsupported('evaluate with this declared schema', node);
  const columns: readonly TableColumnInfo[] = declared;
  const schema = new Schema(columns);
  const position = state.positionOf(node);
  return {
    ...operator,
    schema,
    apply(input, others) {
      const output = operator.apply(input, others);
      return new Batch(
        schema,
        output.rowCount,
        columns.map((column) => {
          const type = output.schema.typeOf(column.name);
          if (type === undefined) return () => constantColumn(column.type, column.type === 'string' ? '' : null, output.rowCount);
          return () => castExpr(columnExpr(column.name, type, position), column.type).evaluate(output);
        }),
        output.session,
      );
    },
  };
}
