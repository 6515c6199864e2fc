import { findAggregate } from '../aggregates/aggregate-functions.ts';
import { Schema } from '../engine/batch.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { TopNestedLevel } from '../operators/top-nested.ts';
import { topNestedRows } from '../operators/top-nested.ts';
import { countedName, freeName, impliedName } from './column-names.ts';
import { columnExpr } from './expression.ts';
import { castExpr, lowerExpression, required } from './lower-expression.ts';
import { AggregateCollector, lowerAggregateExpression } from './lower-summarize.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode } from './plan.ts';

/** `top-hitters n of x by y`: the values with the greatest sums or counts. Exact here; the service estimates. */
export function lowerTopHitters(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const position = state.positionOf(node);
  const ofNode = required(state, node, 'OfExpression');
  const key = lowerExpression(state, ofNode, place);
  const weightNode = node.field('ByClause')?.field('Expression');
  const weight = weightNode === undefined ? [] : [lowerExpression(state, weightNode, place)];
  const name = weight.length === 0 ? 'count' : 'sum';
  const collector = new AggregateCollector([{ name: '', type: key.type }]);
  const [total] = collector.add(findAggregate(name)!.bind({ name, args: weight, position }));
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const keyName = analysed?.[0]?.name ?? impliedName(ofNode) ?? 'Column1';
  const totalName = analysed?.[1]?.name ?? `approximate_${name}_${weightNode === undefined ? keyName : (impliedName(weightNode) ?? '')}`;
  const schema = new Schema([
    { name: keyName, type: key.type },
    { name: totalName, type: total!.type },
  ]);
  const summarized: PlanNode = {
    kind: 'summarize',
    source,
    keys: [key],
    aggregates: collector.aggregates,
    outputs: [columnExpr('key 0', key.type, position), columnExpr(total!.name, total!.type, position)],
    aggregateSchema: new Schema(collector.columns),
    schema,
    position,
  };
  return {
    kind: 'sort',
    source: summarized,
    keys: [{ expr: columnExpr(totalName, total!.type, position), isDescending: true, nullsFirst: false }],
    limit: lowerExpression(state, required(state, node, 'Expression'), place),
    schema,
    position,
    isSerialized: true,
  };
}

/** `top-nested n of a by f(), top-nested m of b by g()`: the top values of each level within those of the level above. */
export function lowerTopNested(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const position = state.positionOf(node);
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const clauses = node.items('Clauses');
  const taken = new Set<string>();
  const nameAt = (index: number, item: SyntaxNode, prefix: string): string => {
    const own = impliedName(item);
    const name = analysed?.length === clauses.length * 2 ? analysed[index]!.name : own === undefined ? countedName(taken) : prefix + own;
    const free = freeName(name, taken);
    taken.add(free);
    return free;
  };
  const columns: { name: string; type: TopNestedLevel['key']['type'] }[] = [];
  const levels = clauses.map((clause, index): TopNestedLevel => {
    const limit = clause.field('Expression');
    const keyNode = required(state, clause, 'OfExpression');
    const others = clause.field('WithOthersClause')?.field('Expression');
    const by = required(state, clause, 'ByExpression');
    const valueNode = by.kind === 'OrderedExpression' ? required(state, by, 'Expression') : by;
    const isDescending = !/^asc\b/.test(by.kind === 'OrderedExpression' ? (by.field('Ordering')?.text ?? '') : '');
    const key = lowerExpression(state, keyNode, place);
    const collector = new AggregateCollector([]);
    const value = lowerAggregateExpression(state, valueNode, place, collector);
    const keyName = nameAt(index * 2, keyNode, '');
    columns.push({ name: keyName, type: key.type });
    const valueName =
      valueNode.kind === 'SimpleNamedExpression' ? nameAt(index * 2 + 1, valueNode, '') : nameAt(index * 2 + 1, keyNode, 'aggregated_');
    columns.push({ name: valueName, type: value.type });
    return {
      ...(limit === undefined ? {} : { limit: lowerExpression(state, limit, place) }),
      ...(others === undefined ? {} : { others: castExpr(lowerExpression(state, others, place), key.type) }),
      key,
      value,
      aggregates: collector.aggregates,
      aggregateSchema: new Schema(collector.columns),
      isDescending,
    };
  });
  const schema = new Schema(columns);
  return {
    kind: 'whole',
    name: 'top-nested',
    source,
    others: [],
    apply: (input) => topNestedRows(levels, schema, input),
    schema,
    position,
  };
}
