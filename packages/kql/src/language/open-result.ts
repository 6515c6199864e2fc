import type { SyntaxNode } from './syntax-node.ts';

/** Operators whose result has the columns that they name, whatever came in. A star among them lets everything through. */
const NAMING_OPERATORS: ReadonlySet<string> = new Set([
  'ProjectOperator',
  'SummarizeOperator',
  'DistinctOperator',
  'MakeSeriesOperator',
  'TopNestedOperator',
  'SampleDistinctOperator',
]);

/** Operators whose columns do not depend on what came in. */
const FIXED_OPERATORS: ReadonlySet<string> = new Set([
  'CountOperator',
  'GetSchemaOperator',
  'PrintOperator',
  'RangeOperator',
  'ReduceByOperator',
]);

/** Plugins that make columns of values. */
const UNPACKING = /^evaluate\s+(?:[\w.]+\s*=\s*\S+\s+)*(?:bag_unpack|pivot|narrow|python|r)\b/u;

const ONE_SIDED = /\bkind\s*=\s*(leftsemi|leftanti|anti|leftantisemi|rightsemi|rightanti|rightantisemi)\b/u;

type Lets = ReadonlyMap<string, SyntaxNode>;

function hasStar(node: SyntaxNode): boolean {
  return node.kind === 'StarExpression' || node.children.some(hasStar);
}

/** What stands behind a name or a function: the last expression of its body. */
function bodyOf(node: SyntaxNode): SyntaxNode {
  if (node.kind === 'FunctionDeclaration') return bodyOf(node.field('Body') ?? node);
  return node.kind === 'FunctionBody' ? (node.field('Expression') ?? node) : node;
}

function isOpen(node: SyntaxNode | undefined, lets: Lets, depth: number): boolean {
  if (node === undefined || depth > 200) return true;
  const of = (inner: SyntaxNode | undefined): boolean => isOpen(inner, lets, depth + 1);
  switch (node.kind) {
    case 'ExpressionStatement':
    case 'ParenthesizedExpression':
      return of(node.field('Expression'));
    case 'PipeExpression': {
      const operator = node.field('Operator');
      if (operator === undefined) return true;
      if (FIXED_OPERATORS.has(operator.kind)) return false;
      if (NAMING_OPERATORS.has(operator.kind)) return hasStar(operator) && of(node.field('Expression'));
      return joinsOpenly(node, operator, of);
    }
    case 'UnionOperator':
      return node.items('Expressions').some(of);
    case 'DataTableExpression':
    case 'ExternalDataExpression':
    case 'PrintOperator':
    case 'RangeOperator':
      return false;
    case 'NameReference': {
      const declared = lets.get(node.simpleName ?? '');
      return declared === undefined ? node.isOpen : of(bodyOf(declared));
    }
    case 'MaterializeExpression':
      return of(node.field('Expression'));
    case 'FunctionCallExpression': {
      const declared = lets.get(node.field('Name')?.simpleName ?? '');
      if (node.field('Name')?.simpleName === 'materialize') return of(node.field('ArgumentList')?.items('Expressions')[0]);
      return declared === undefined ? node.isOpen : of(bodyOf(declared));
    }
    default:
      return node.isOpen;
  }
}

function joinsOpenly(pipe: SyntaxNode, operator: SyntaxNode, of: (node: SyntaxNode | undefined) => boolean): boolean {
  const left = pipe.field('Expression');
  if (operator.kind === 'EvaluateOperator') return UNPACKING.test(operator.text) || of(left);
  if (operator.kind === 'InvokeOperator') return operator.isOpen;
  if (operator.kind === 'UnionOperator') return of(left) || operator.items('Expressions').some(of);
  if (operator.kind === 'LookupOperator') return of(left) || of(operator.field('Expression'));
  if (operator.kind === 'JoinOperator') {
    const side = ONE_SIDED.exec(operator.text)?.[1];
    if (side === undefined) return of(left) || of(operator.field('Expression'));
    return side.startsWith('right') ? of(operator.field('Expression')) : of(left);
  }
  return of(left);
}

/**
 * Whether a query's result may have more columns than are known. The service hands openness down through every operator; here `project`,
 * `summarize` and their kin end it, as they do when the query runs.
 */
export function isOpenResult(root: SyntaxNode): boolean {
  const statements = root.items('Statements');
  const lets = new Map<string, SyntaxNode>();
  for (const statement of statements) {
    const [name, value] = [statement.field('Name')?.simpleName, statement.field('Expression')];
    if (statement.kind === 'LetStatement' && name !== undefined && value !== undefined) lets.set(name, value);
  }
  const last = statements.findLast(({ kind }) => kind === 'ExpressionStatement');
  return isOpen(last, lets, 0);
}
