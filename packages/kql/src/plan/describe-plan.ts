import type { PlanNode } from './plan.ts';

/** A plan as indented text, the source of the rows at the bottom. */
export function describePlan(node: PlanNode, depth = 0): string {
  const indent = '  '.repeat(depth);
  const columns = node.schema.columns.map((column) => `${column.name}:${column.type}`).join(', ');
  const lines = [`${indent}${headOf(node)} [${columns}]`];
  for (const source of sourcesOf(node)) lines.push(describePlan(source, depth + 1));
  return lines.join('\n');
}

function headOf(node: PlanNode): string {
  switch (node.kind) {
    case 'scan':
      return `scan ${node.table}${node.needed === undefined ? '' : ` reading ${node.needed.join(', ')}`}`;
    case 'join':
      return `join ${node.joinKind}`;
    case 'late':
      return `evaluate ${node.operator.name}`;
    case 'whole':
      return `${node.name} at ${node.position.line}:${node.position.column}`;
    default:
      return `${node.kind} at ${node.position.line}:${node.position.column}`;
  }
}

/** The plans whose rows a plan reads. */
export function sourcesOf(node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'join':
      return [node.left, node.right];
    case 'whole':
      return [node.source, ...node.others];
    case 'late':
      return [node.source, ...(node.operator.others ?? [])];
    case 'union':
      return node.inputs.map((input) => input.source);
    case 'mv-apply':
      return [node.expand.source, node.subquery];
    case 'partition':
      return [node.source, node.subquery];
    default:
      return 'source' in node ? [node.source] : [];
  }
}

/** Whether some operator of a plan tells its columns only when it runs. */
export function hasLateOperator(node: PlanNode): boolean {
  return node.kind === 'late' || sourcesOf(node).some(hasLateOperator);
}
