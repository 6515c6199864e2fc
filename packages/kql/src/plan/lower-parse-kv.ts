import type { Scalar } from '../columns/scalar.ts';
import { Schema } from '../engine/batch.ts';
import { convertScalar } from '../functions/convert-scalars.ts';
import { compilePattern } from '../functions/regular-expressions.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { KeyValueFormat } from '../operators/key-value-pairs.ts';
import { readKeyValues } from '../operators/key-value-pairs.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { castExpr, lowerExpression, required } from './lower-expression.ts';
import { schemaFromSyntax } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode } from './plan.ts';

/** Texts of the properties by name; `quote` and `escape` may be given several times. */
type Properties = ReadonlyMap<string, readonly string[]>;

const PROPERTIES: ReadonlySet<string> = new Set(['pair_delimiter', 'kv_delimiter', 'quote', 'escape', 'greedy', 'regex']);

export function lowerParseKv(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const subject = castExpr(lowerExpression(state, required(state, node, 'Expression'), place), 'string');
  const keys = schemaFromSyntax(state, node.field('Keys')?.items('Columns') ?? []);
  const read = readerOf(state, node, readProperties(state, node, place), new Set(keys.map((key) => key.name)));
  const columns: TableColumnInfo[] = [...source.schema.columns];
  const targets = keys.map((key) => {
    const at = columns.findIndex((column) => column.name === key.name);
    const target = at >= 0 ? at : columns.length;
    columns[target] = key;
    return target;
  });
  return {
    kind: 'parse',
    source,
    parse: (text): readonly Scalar[] => {
      const found = read(text);
      return keys.map((key) => convertScalar('string', key.type, found.get(key.name) ?? ''));
    },
    subject,
    targets,
    dropsMisses: false,
    schema: new Schema(columns),
    position: state.positionOf(node),
    isSerialized: source.isSerialized === true,
  };
}

function readProperties(state: LoweringState, node: SyntaxNode, place: Place): Properties {
  const properties = new Map<string, string[]>();
  for (const property of node.field('WithClause')?.items('Properties') ?? []) {
    const name = property.field('Name')?.simpleName ?? '';
    if (!PROPERTIES.has(name)) throw state.unsupported(`parse-kv with ${name}`, property);
    const value = lowerExpression(state, required(state, property, 'Expression'), place).literal?.value;
    if (typeof value !== 'string' && typeof value !== 'boolean')
      throw state.unsupported(`parse-kv with a ${name} that is not a literal`, property);
    properties.set(name, [...(properties.get(name) ?? []), String(value)]);
  }
  return properties;
}

function readerOf(
  state: LoweringState,
  node: SyntaxNode,
  properties: Properties,
  keys: ReadonlySet<string>,
): (text: string) => ReadonlyMap<string, string> {
  const one = (name: string): string | undefined => properties.get(name)?.[0];
  const regex = one('regex');
  if (regex !== undefined) {
    if (properties.size > 1) throw state.unsupported('parse-kv with a regex and other properties', node);
    return regexReader(state, node, regex);
  }
  const pair = one('pair_delimiter');
  const keyValue = one('kv_delimiter');
  const isGreedy = one('greedy') === 'true';
  if ((pair === undefined) !== (keyValue === undefined)) throw state.unsupported('parse-kv with one of its two delimiters', node);
  if (pair === '' || keyValue === '') throw state.invalid('parse-kv needs delimiters that are not empty', node);
  if (pair === undefined && isGreedy) throw state.unsupported('parse-kv that is greedy without delimiters', node);
  const quotes = (properties.get('quote') ?? []).map((text) => {
    if (text.length !== 1 && text.length !== 2) throw state.invalid('parse-kv takes quotes of one or two characters', node);
    return { open: text[0]!, close: text.at(-1)! };
  });
  const escapes = properties.get('escape') ?? [];
  if (escapes.some((text) => text.length !== 1)) throw state.invalid('parse-kv takes escapes of one character', node);
  const format: KeyValueFormat = {
    quotes,
    escapes: new Set(escapes),
    ...(pair === undefined || keyValue === undefined ? {} : { delimiters: { pair, keyValue, isGreedy } }),
  };
  return (text) => readKeyValues(text, keys, format);
}

/** A pattern with two groups: the key and the value. */
function regexReader(state: LoweringState, node: SyntaxNode, regex: string): (text: string) => ReadonlyMap<string, string> {
  const position = state.positionOf(node);
  const pattern = compilePattern(regex, position);
  if (pattern.groupCount !== 2) throw state.invalid('the regex of parse-kv needs two groups: the key and the value', node);
  return (text) => {
    const found = new Map<string, string>();
    let match = pattern.match(text);
    for (; match !== undefined; match = pattern.match(text, Math.max(match.end, match.start + 1))) {
      const key = (match.groups[1] ?? '').trim();
      if (!found.has(key)) found.set(key, (match.groups[2] ?? '').trim());
      if (match.end >= text.length) break;
    }
    return found;
  };
}
