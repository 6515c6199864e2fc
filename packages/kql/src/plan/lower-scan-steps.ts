import { Schema } from '../engine/batch.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { ScanStep, ScanSteps } from '../operators/scan-steps.ts';
import { scanSteps } from '../operators/scan-steps.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { Expr } from './expression.ts';
import { literalExpr } from './expression.ts';
import { asBool, castExpr, lowerExpression, required, stepColumn } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { typeFromText } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

/** `scan with (step ...)`: sequences of rows that fulfil one condition after the other. */
export function lowerScanSteps(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['with_match_id']);
  if (node.field('OrderByClause') !== undefined || node.field('PartitionByClause') !== undefined)
    throw state.unsupported('scan with an order or a partition of its own', node);
  if (!place.isSerialized) throw state.invalid(`scan needs rows in a defined order: put 'serialize' or 'sort by' in front`, node);
  const declared: TableColumnInfo[] = [];
  const defaults: Expr[] = [];
  for (const item of node.field('DeclareClause')?.items('Declarations') ?? []) {
    const declaration = required(state, item, 'NameAndType');
    const type = typeFromText(declaration.field('Type')?.text ?? '');
    if (type === undefined) throw state.unsupported(`the column type in ${item.text}`, item);
    const value = item.field('DefaultValue')?.field('Value');
    declared.push({ name: required(state, declaration, 'Name').simpleName ?? '', type });
    defaults.push(
      value === undefined
        ? literalExpr(type, type === 'string' ? '' : null, state.positionOf(item))
        : castExpr(lowerExpression(state, value, place), type),
    );
  }
  const row = [...source.schema.columns, ...declared];
  const stepNodes = node.items('Steps');
  const names = stepNodes.map((step) => required(state, step, 'Name').simpleName ?? '');
  const context = new Schema([
    ...row,
    ...names.flatMap((step) => row.map((column) => ({ name: stepColumn(step, column.name), type: column.type }))),
  ]);
  const inside: Place = { ...place, schema: context, steps: new Set(names) };
  const steps = stepNodes.map((step, index): ScanStep => {
    const written = /output\s*=\s*(\w+)/.exec(step.field('ScanStepOutput')?.text ?? '')?.[1] ?? 'all';
    if (written !== 'all' && written !== 'last' && written !== 'none') throw state.unsupported(`scan with output=${written}`, step);
    const assignments = new Map<number, Expr>();
    for (const item of step.field('ComputationClause')?.items('Assignments') ?? []) {
      const name = required(state, item, 'Name').simpleName ?? '';
      const at = declared.findIndex((column) => column.name === name);
      if (at < 0) throw state.invalid(`scan may assign declared columns only, and '${name}' is none`, item);
      assignments.set(at, castExpr(lowerExpression(state, required(state, item, 'Expression'), inside), declared[at]!.type));
    }
    const condition = asBool(lowerExpression(state, required(state, step, 'Condition'), inside));
    return { name: names[index]!, output: written, condition, assignments };
  });
  const matchId = parameters.get('with_match_id');
  const scan: ScanSteps = { source: source.schema, defaults, steps, context, hasMatchId: matchId !== undefined };
  const schema = new Schema(matchId === undefined ? row : [...row, { name: matchId, type: 'long' }]);
  return {
    kind: 'whole',
    name: 'scan',
    source,
    others: [],
    apply: (input) => scanSteps(scan, schema, input),
    schema,
    position: state.positionOf(node),
    isSerialized: true,
  };
}
