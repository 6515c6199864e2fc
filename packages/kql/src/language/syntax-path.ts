import type { SyntaxNode } from './syntax-node.ts';

/** The nodes from the root to the innermost one that holds an offset; at a border the one that begins there. */
export function pathAt(root: SyntaxNode, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [root];
  for (let node = root; ;) {
    const next = node.children.find(({ span }) => offset >= span.start && offset < span.start + span.length);
    if (next === undefined) return path;
    path.push(next);
    node = next;
  }
}

const TABULAR_PLACES: ReadonlySet<string> = new Set([
  'PipeExpression',
  'UnionOperator',
  'JoinOperator',
  'LookupOperator',
  'ExpressionStatement',
  'LetStatement',
  'FunctionBody',
  'MaterializeExpression',
  'ToScalarExpression',
  'ToTableExpression',
]);

/** Kinds that say nothing about what must stand in them. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'List',
  'SeparatedElement',
  'ParenthesizedExpression',
  'FunctionCallExpression',
  'NameReference',
  'TokenName',
  'BracketedName',
]);

/** Whether the last node of a path stands where a table must stand: at the head of a pipe, in a union, in a join, in a let. */
export function isTabularPlace(path: readonly SyntaxNode[]): boolean {
  const around = path.slice(0, -1).findLast((node) => !TRANSPARENT.has(node.kind));
  if (around === undefined) return true;
  if (around.kind === 'InExpression' || /^(?:Not)?In(?:Cs)?Expression$/u.test(around.kind)) return false;
  return TABULAR_PLACES.has(around.kind);
}
