import { findPlugin } from '../operators/plugins.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { Schema } from '../engine/batch.ts';
import { lowerExpression, required } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

/** `evaluate plugin(...)`. The columns come with the rows, so everything behind it is lowered at run time. */
export function lowerEvaluate(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  if (node.field('Schema') !== undefined) throw state.unsupported('evaluate with a declared schema', node);
  const call = required(state, node, 'FunctionCall');
  const name = call.field('Name')?.simpleName ?? '';
  const plugin = findPlugin(name);
  if (plugin === undefined) throw state.unsupported(`the plugin ${name}`, node);
  const argumentNodes = call.field('ArgumentList')?.items('Expressions') ?? [];
  const operator = plugin.bind({ state, node, source, argumentNodes, lower: (item) => lowerExpression(state, item, place) });
  return {
    kind: 'late',
    source,
    operator,
    continueWith(input) {
      if (input.kind === 'batch') state.sawLateRows(input.batch.rowCount);
      return input;
    },
    schema: new Schema([]),
    position: state.positionOf(node),
  };
}
