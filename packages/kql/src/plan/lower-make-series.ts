import type { SyntaxNode } from '../language/syntax-node.ts';
import { Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { countedName, freeName, impliedName } from './column-names.ts';
import type { Expr } from './expression.ts';
import { literalExpr } from './expression.ts';
import { castExpr, lowerExpression, required } from './lower-expression.ts';
import { AggregateCollector, lowerAggregateExpression } from './lower-summarize.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

export function lowerMakeSeries(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind']);
  const axisNode = required(state, required(state, node, 'OnClause'), 'Expression');
  const axis = lowerExpression(state, axisNode, place);
  const keyNodes = node.field('ByClause')?.items('Expressions') ?? [];
  const keys = keyNodes.map((item) => lowerExpression(state, item, place));
  const collector = new AggregateCollector(keys.map((key) => ({ name: '', type: key.type })));
  const values: Expr[] = [];
  const defaults: Expr[] = [];
  const valueNames: (string | undefined)[] = [];
  for (const item of node.items('Aggregates')) {
    const inner = required(state, item, 'Expression');
    const value = lowerAggregateExpression(state, inner, place, collector);
    const fallback = item.field('DefaultExpression')?.field('Expression');
    values.push(value);
    defaults.push(
      fallback === undefined
        ? literalExpr(value.type, zeroOf(value.type), value.position)
        : castExpr(lowerExpression(state, fallback, place), value.type),
    );
    valueNames.push(impliedName(inner));
  }
  const range = required(state, node, 'RangeClause');
  const bounds = readRange(state, range, place, axis);
  const position = state.positionOf(node);
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const fallbackNames = [...keyNodes.map(impliedName), ...valueNames, impliedName(axisNode)];
  const taken = new Set<string>();
  const types = [...keys.map((key) => key.type), ...values.map(() => 'dynamic' as const), 'dynamic' as const];
  const columns: TableColumnInfo[] = types.map((type, index) => {
    const name = analysed?.length === types.length ? analysed[index]!.name : freeName(fallbackNames[index] ?? countedName(taken), taken);
    taken.add(name);
    return { name, type };
  });
  return {
    kind: 'make-series',
    source,
    axis,
    ...bounds,
    keys,
    aggregates: collector.aggregates,
    values,
    defaults,
    aggregateSchema: new Schema(collector.columns),
    isNonEmpty: parameters.get('kind') === 'nonempty',
    schema: new Schema(columns),
    position,
  };
}

function zeroOf(type: string): number | bigint | null {
  if (type === 'datetime' || type === 'timespan') return null;
  return type === 'long' || type === 'real' || type === 'int' ? 0 : null;
}

interface RangeBounds {
  readonly from?: Expr;
  readonly to?: Expr;
  readonly step: Expr;
  readonly isToInclusive: boolean;
}

function readRange(state: LoweringState, range: SyntaxNode, place: Place, axis: Expr): RangeBounds {
  if (range.kind === 'MakeSeriesInRangeClause') {
    const list = required(state, range, 'Arguments')
      .items('Expressions')
      .map((item) => lowerExpression(state, item, place));
    const [from, to, step] = list;
    if (from === undefined || to === undefined || step === undefined) throw state.invalid('in range() needs start, end and step', range);
    return { from: castExpr(from, axis.type), to: castExpr(to, axis.type), step, isToInclusive: true };
  }
  const part = (name: string): Expr | undefined => {
    const expression = range.field(name)?.field('Expression');
    return expression === undefined ? undefined : lowerExpression(state, expression, place);
  };
  const step = part('MakeSeriesStepClause');
  if (step === undefined) throw state.invalid('make-series needs a step', range);
  const from = part('MakeSeriesFromClause');
  const to = part('MakeSeriesToClause');
  return {
    step,
    isToInclusive: false,
    ...(from === undefined ? {} : { from: castExpr(from, axis.type) }),
    ...(to === undefined ? {} : { to: castExpr(to, axis.type) }),
  };
}
