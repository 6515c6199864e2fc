import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../columns/scalar.ts';
import { Schema } from '../engine/batch.ts';
import type { QueryPosition } from '../errors.ts';
import { convertScalar } from '../functions/convert-scalars.ts';
import { compilePattern, DOT_MATCHES_NEWLINE, IGNORE_CASE, MULTI_LINE, quotePattern } from '../functions/regular-expressions.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { castExpr, lowerExpression, required } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { typeFromText } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

/** One member of a parse pattern. */
type PatternPart =
  | { readonly kind: 'skip' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'column'; readonly name: string; readonly type: KustoType };

export function lowerParse(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind', 'flags']);
  const mode = parameters.get('kind') ?? 'simple';
  if (mode !== 'simple' && mode !== 'relaxed' && mode !== 'regex') throw state.unsupported(`parse kind=${mode}`, node);
  const subject = castExpr(lowerExpression(state, required(state, node, 'Expression'), place), 'string');
  const parts = node.items('Patterns').map((part) => readPart(state, part, place));
  const columns: TableColumnInfo[] = [...source.schema.columns];
  const targets: number[] = [];
  for (const part of parts) {
    if (part.kind !== 'column') continue;
    const at = columns.findIndex((column) => column.name === part.name);
    const target = at >= 0 ? at : columns.length;
    columns[target] = { name: part.name, type: part.type };
    targets.push(target);
  }
  const position = state.positionOf(node);
  const parse = mode === 'regex' ? regexParser(parts, parameters.get('flags') ?? '', position) : textParser(parts, mode, position);
  return {
    kind: 'parse',
    source,
    parse,
    subject,
    targets,
    dropsMisses: node.kind === 'ParseWhereOperator',
    schema: new Schema(columns),
    position,
    isSerialized: source.isSerialized === true,
  };
}

function readPart(state: LoweringState, part: SyntaxNode, place: Place): PatternPart {
  if (part.kind === 'StarExpression' || part.text === '*') return { kind: 'skip' };
  if (part.kind === 'NameDeclaration') return { kind: 'column', name: part.simpleName ?? part.text, type: 'string' };
  if (part.kind === 'NameAndTypeDeclaration') {
    const type = typeFromText(part.field('Type')?.text ?? '');
    if (type === undefined) throw state.unsupported(`the column type in ${part.text}`, part);
    return { kind: 'column', name: part.field('Name')?.simpleName ?? '', type };
  }
  const value = lowerExpression(state, part, place).literal?.value;
  if (typeof value !== 'string') throw state.unsupported(`the parse pattern ${part.text}`, part);
  return { kind: 'text', text: value };
}

type Parser = (text: string) => readonly Scalar[] | undefined;

function columnsOf(parts: readonly PatternPart[]): (PatternPart & { kind: 'column' })[] {
  return parts.filter((part) => part.kind === 'column');
}

/** A number in the text ends where digits end, even without a delimiter behind it. */
const SHAPES: Partial<Record<KustoType, string>> = {
  long: '\\s*[-+]?\\d+',
  int: '\\s*[-+]?\\d+',
  real: '\\s*[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?',
};

/** simple and relaxed: literals delimit, what is between belongs to the column or is skipped. */
function textParser(parts: readonly PatternPart[], mode: 'simple' | 'relaxed', position: QueryPosition): Parser {
  let source = '^';
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (part.kind === 'text') source += quotePattern(part.text);
    else if (part.kind === 'skip') source += next === undefined ? '.*' : '.*?';
    else {
      const shape = SHAPES[part.type];
      const isLast = next === undefined;
      const any = isLast ? '(.*)' : '(.*?)';
      source += shape !== undefined && mode === 'simple' && next?.kind !== 'text' ? `(${shape})` : any;
    }
  });
  if (parts.at(-1)?.kind === 'text') source += '';
  else source += '$';
  const columns = columnsOf(parts);
  return (text) => {
    const match = compilePattern(source, position, DOT_MATCHES_NEWLINE).match(text);
    if (match === undefined) return undefined;
    const values = columns.map((column, index) => convertScalar('string', column.type, match.groups[index + 1] ?? ''));
    if (mode === 'simple' && values.some((value, index) => value === null && columns[index]!.type !== 'string')) return undefined;
    return values;
  };
}

/** regex: literals are expressions themselves, columns are greedy unless the flag `U` turns that round. */
function regexParser(parts: readonly PatternPart[], flags: string, position: QueryPosition): Parser {
  const isUngreedy = flags.includes('U');
  let options = 0;
  if (flags.includes('i')) options |= IGNORE_CASE;
  if (flags.includes('m')) options |= MULTI_LINE;
  if (flags.includes('s')) options |= DOT_MATCHES_NEWLINE;
  const any = isUngreedy ? '.*?' : '.*';
  let source = '';
  const groups: number[] = [];
  let groupCount = 0;
  parts.forEach((part, index) => {
    if (part.kind === 'text') {
      source += `(?:${part.text})`;
      groupCount += compilePattern(part.text, position, options).groupCount;
    } else if (part.kind === 'skip') source += any;
    else {
      groupCount++;
      groups.push(groupCount);
      const shape = SHAPES[part.type];
      source += shape === undefined ? (index === parts.length - 1 && isUngreedy ? '(.*)' : `(${any})`) : `(${shape})`;
    }
  });
  const columns = columnsOf(parts);
  return (text) => {
    const match = compilePattern(source, position, options).match(text);
    if (match === undefined) return undefined;
    return columns.map((column, index) => convertScalar('string', column.type, match.groups[groups[index]!] ?? ''));
  };
}
