import { isDynamicArray } from '../columns/dynamic-value.ts';
import { DecimalValue } from '../columns/decimal-value.ts';
import { Schema } from '../engine/batch.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { sampleRows } from '../operators/sample.ts';
import { impliedName, nameMatcher } from './column-names.ts';
import { columnExpr, constantValue } from './expression.ts';
import { literalOf, lowerExpression, required } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

/** `sample n`: rows by chance. */
export function lowerSample(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const count = lowerExpression(state, required(state, node, 'Expression'), place);
  return {
    kind: 'whole',
    name: 'sample',
    source,
    others: [],
    apply: (input) => sampleRows(input, Number(constantValue(count, input.session))),
    schema: source.schema,
    position: state.positionOf(node),
  };
}

/** `sample-distinct n of x`: any so many distinct values; here the first. */
export function lowerSampleDistinct(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const position = state.positionOf(node);
  const ofNode = required(state, node, 'OfExpression');
  const key = lowerExpression(state, ofNode, place);
  const analysed = node.isOpen ? undefined : node.resultColumns?.[0]?.name;
  const schema = new Schema([{ name: analysed ?? impliedName(ofNode) ?? 'Column1', type: key.type }]);
  const distinct: PlanNode = {
    kind: 'summarize',
    source,
    keys: [key],
    aggregates: [],
    outputs: [columnExpr('key 0', key.type, position)],
    aggregateSchema: new Schema([{ name: 'key 0', type: key.type }]),
    schema,
    position,
  };
  const count = lowerExpression(state, required(state, node, 'Expression'), place);
  return { kind: 'take', source: distinct, count, schema, position };
}

/** `project-by-names`: columns by names, arrays of names and patterns; names of no column are passed over. */
export function lowerProjectByNames(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const position = state.positionOf(node);
  const names = source.schema.columns.map((column) => column.name);
  const chosen: string[] = [];
  for (const item of node.items('Expressions')) {
    const value = literalOf(lowerExpression(state, item, place), 'project-by-names with a name');
    const texts = !(value instanceof DecimalValue) && isDynamicArray(value) ? value : [value];
    for (const text of texts) {
      if (typeof text !== 'string') throw state.invalid('project-by-names takes names and arrays of names', item);
      chosen.push(...names.filter((name) => nameMatcher(text)(name) && !chosen.includes(name)));
    }
  }
  const columns = chosen.map((name) => ({ name, type: source.schema.typeOf(name)! }));
  return {
    kind: 'project',
    source,
    outputs: columns.map((column) => columnExpr(column.name, column.type, position)),
    needsWholeTable: false,
    schema: new Schema(columns),
    position,
    isSerialized: source.isSerialized === true,
  };
}
