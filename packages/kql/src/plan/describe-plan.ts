import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { DeferredScalar, PlanNode } from './plan.ts';

/** With more columns a line tells their number only. */
const FEW_COLUMNS = 8;
/** Longest piece of the query that a line shows. */
const LONGEST_TEXT = 72;

/**
 * A plan for people: a line per operator, the source of the rows at the bottom, with the columns that come out where they change, and the
 * piece of the query that the operator comes from. Sub-queries whose value is computed first come first.
 * @param text the query
 */
export function describePlan(root: PlanNode, deferred: readonly DeferredScalar[], text: string): string {
  const shared = new Map<object, number>();
  return [
    ...deferred.flatMap(({ plan, shape }, index) => [
      `sub-query ${index + 1}, computed first: ${shape === 'list' ? 'a list' : 'a value'}`,
      ...describeNode(plan, 1, text, shared),
    ]),
    ...describeNode(root, 0, text, shared),
  ].join('\n');
}

function describeNode(node: PlanNode, depth: number, text: string, shared: Map<object, number>): readonly string[] {
  const indent = '  '.repeat(depth);
  const sources = sourcesOf(node);
  if (node.kind === 'shared') {
    const known = shared.get(node.key);
    if (known !== undefined) return [`${indent}rows ${known} again`];
    shared.set(node.key, shared.size + 1);
    return [`${indent}rows ${shared.size}, kept`, ...sources.flatMap((source) => describeNode(source, depth + 1, text, shared))];
  }
  const columns = isSameSchema(node, sources[0]) ? '' : ` [${describeColumns(node.schema.columns)}]`;
  return [
    `${indent}${headOf(node)}${columns}${pieceOf(node, text)}`,
    ...sources.flatMap((source) => describeNode(source, depth + 1, text, shared)),
  ];
}

function isSameSchema(node: PlanNode, source: PlanNode | undefined): boolean {
  const [own, given] = [node.schema.columns, source?.schema.columns];
  return own.length === given?.length && own.every(({ name, type }, index) => name === given[index]!.name && type === given[index]!.type);
}

function describeColumns(columns: readonly TableColumnInfo[]): string {
  if (columns.length > FEW_COLUMNS) return `${columns.length} columns`;
  return columns.map((column) => `${column.name}:${column.type}`).join(', ');
}

/** Where the operator stands, and what stands there, cut to a line. */
function pieceOf({ position }: PlanNode, text: string): string {
  const lines = text.split('\n');
  const start = lines.slice(0, position.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + position.column - 1;
  const piece = text
    .slice(start, start + position.length)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return ` at ${position.line}:${position.column}  ${piece.length > LONGEST_TEXT ? `${piece.slice(0, LONGEST_TEXT - 1)}…` : piece}`.trimEnd();
}

function headOf(node: PlanNode): string {
  switch (node.kind) {
    case 'scan':
      return `scan ${node.table}${node.needed === undefined ? '' : ` reading ${node.needed.length === 0 ? 'no column' : node.needed.join(', ')}`}`;
    case 'join':
      return `join ${node.joinKind}`;
    case 'late':
      return `evaluate ${node.operator.name}`;
    case 'whole':
      return node.name;
    default:
      return node.kind;
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
