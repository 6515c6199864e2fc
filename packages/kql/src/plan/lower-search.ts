import { Schema } from '../engine/batch.ts';
import { logical } from '../functions/comparison.ts';
import { findScalarFunction } from '../functions/scalar-functions.ts';
import { stringOperation } from '../functions/string-operators.ts';
import { quotePattern } from '../functions/regular-expressions.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from './expression.ts';
import { columnExpr, literalExpr } from './expression.ts';
import { filterNode } from './filter-node.ts';
import { asBool, castExpr, lowerExpression, required, unwrapParentheses } from './lower-expression.ts';
import { lowerSources, nameOfSource, sourcesNamed, unionOf } from './lower-union.ts';
import type { LoweringState, Place } from './lowering.ts';
import { isScalarType, typeFromText } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';
import { whenAllKnown } from './plan.ts';

/** `search "term"`: rows of several tables in which any column has the term, below `$table`. */
export function lowerSearch(state: LoweringState, node: SyntaxNode, source: PlanNode | undefined, place: Place): PlanNode {
  const kind = readParameters(state, node, ['kind']).get('kind') ?? 'default';
  if (kind !== 'default' && kind !== 'case_insensitive' && kind !== 'case_sensitive')
    throw state.unsupported(`the search kind ${kind}`, node);
  return searchTables(state, node, source, place, '$table', kind === 'case_sensitive', (plan) => plan);
}

/** `find where ...`: as search, with a choice of columns; the others come in a bag. */
export function lowerFind(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['withsource']);
  const analysed = node.resultColumns;
  if (analysed === undefined || node.isOpen) throw state.unsupported('find over columns that exist only at run time', node);
  const items = node.field('Project')?.items('Columns') ?? [];
  const hasBag = analysed.at(-1)?.name === 'pack_' && (items.length === 0 || items.at(-1)?.kind === 'PackExpression');
  const wanted = analysed.slice(1, hasBag ? -1 : undefined);
  return searchTables(state, node, undefined, place, parameters.get('withsource') ?? 'source_', false, (plan) => {
    const position = state.positionOf(node);
    const used = new Set<string>();
    const outputs = wanted.map((column, index): { name: string; expr: Expr } => {
      // `name:type` casts; a column that comes with several types is called name_type.
      const declared = items[index]?.kind === 'TypedColumnReference' ? items[index]?.field('Type')?.text : undefined;
      const own = plan.schema.columns.find(
        (candidate) =>
          candidate.name === column.name || candidate.name === items[index]?.field('Column')?.simpleName || isTyped(column.name, candidate),
      );
      const type = typeFromText(declared ?? '') ?? (isScalarType(column.type) ? column.type : 'dynamic');
      if (own === undefined) return { name: column.name, expr: literalExpr(type, type === 'string' ? '' : null, position) };
      used.add(own.name);
      return { name: column.name, expr: castExpr(columnExpr(own.name, own.type, position), type) };
    });
    if (hasBag) {
      const rest = plan.schema.columns.filter((column) => !used.has(column.name));
      const args = rest.flatMap((column) => [literalExpr('string', column.name, position), columnExpr(column.name, column.type, position)]);
      outputs.push({ name: 'pack_', expr: findScalarFunction('bag_pack')!.lower({ name: 'bag_pack', args, position }) });
    }
    return {
      kind: 'project',
      source: plan,
      outputs: outputs.map((output) => output.expr),
      needsWholeTable: false,
      schema: new Schema(outputs.map(({ name, expr }) => ({ name, type: expr.type }))),
      position,
    };
  });
}

function isTyped(name: string, column: { readonly name: string; readonly type: string }): boolean {
  return name === `${column.name}_${column.type}`;
}

function searchTables(
  state: LoweringState,
  node: SyntaxNode,
  source: PlanNode | undefined,
  place: Place,
  sourceColumn: string,
  isCaseSensitive: boolean,
  shape: (plan: PlanNode) => PlanNode,
): PlanNode {
  const condition = required(state, node, 'Condition');
  const listed = node.field('InClause')?.items('Expressions');
  const sources =
    source === undefined
      ? (listed?.flatMap((item) => lowerSources(state, item, place, false)) ?? sourcesNamed(state, node, place, () => true))
      : [source];
  if (sources.length === 0) throw state.invalid('there is no table to search', node);
  return whenAllKnown(sources, (known) => {
    const inputs = known.map((plan, index) => {
      const predicate = lowerCondition(state, condition, { ...place, schema: plan.schema, missingAsNull: true }, isCaseSensitive);
      const filtered = filterNode(plan, asBool(predicate), state.positionOf(condition));
      return { name: nameOfSource(plan) ?? `search_arg${index}`, source: shape(filtered) };
    });
    return unionOf(state, node, inputs, false, sourceColumn);
  });
}

/** Operators that do not care for the case of letters: under `kind=case_sensitive` the service gives them another meaning. */
const CASELESS: ReadonlySet<string> = new Set([
  'has',
  '!has',
  'contains',
  '!contains',
  'startswith',
  '!startswith',
  'endswith',
  '!endswith',
  'hasprefix',
  'hassuffix',
  'has_any',
  'has_all',
  '=~',
  '!~',
  'in~',
]);

/** A condition in which texts stand for "any column has this". */
function lowerCondition(state: LoweringState, node: SyntaxNode, place: Place, isCaseSensitive: boolean): Expr {
  const inner = unwrapParentheses(node);
  const position = state.positionOf(inner);
  const lower = (side: string): Expr => lowerCondition(state, required(state, inner, side), place, isCaseSensitive);
  switch (inner.kind) {
    case 'AndExpression':
      return logical('and', asBool(lower('Left')), asBool(lower('Right')), position);
    case 'OrExpression':
      return logical('or', asBool(lower('Left')), asBool(lower('Right')), position);
    case 'StarExpression':
      return literalExpr('bool', true, position);
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression': {
      const term = termOf(state, inner, place);
      const columns = place.schema.columns.map((column) => hasTerm(columnExpr(column.name, column.type, position), term, isCaseSensitive));
      return columns.reduce((left, right) => logical('or', left, right, position), literalExpr('bool', false, position));
    }
    case 'SearchExpression': {
      const left = required(state, inner, 'Left');
      if (left.kind === 'StarExpression') return lower('Right');
      return hasTerm(lowerExpression(state, left, place), termOf(state, required(state, inner, 'Right'), place), isCaseSensitive);
    }
    default:
      if (isCaseSensitive && CASELESS.has(inner.token('Operator')?.trim() ?? ''))
        throw state.unsupported(`'${inner.token('Operator')?.trim()}' in a search of kind case_sensitive`, inner);
      return lowerExpression(state, inner, place);
  }
}

function termOf(state: LoweringState, node: SyntaxNode, place: Place): string {
  const value = lowerExpression(state, node, place).literal?.value;
  if (typeof value !== 'string') throw state.unsupported(`the search term ${node.text}`, node);
  return value;
}

/** Whether the text of a value has a term: a star at an end frees that end, one in the middle stands for any letters. */
function hasTerm(value: Expr, term: string, isCaseSensitive: boolean): Expr {
  const { position } = value;
  const text = castExpr(value, 'string');
  const startsOpen = term.length > 1 && term.startsWith('*');
  const endsOpen = term.length > 1 && term.endsWith('*');
  const word = term.slice(startsOpen ? 1 : 0, endsOpen ? -1 : undefined);
  if (word.includes('*')) {
    const body = word.split('*').map(quotePattern).join('.*');
    const pattern = `${isCaseSensitive ? '' : '(?i)'}${startsOpen ? '' : '\\b'}${body}${endsOpen ? '' : '\\b'}`;
    return stringOperation('matches regex', text, literalExpr('string', pattern, position), position)!;
  }
  const operator = startsOpen ? (endsOpen ? 'contains' : 'hassuffix') : endsOpen ? 'hasprefix' : 'has';
  return stringOperation(isCaseSensitive ? `${operator}_cs` : operator, text, literalExpr('string', word, position), position)!;
}
