import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag } from '../columns/dynamic-value.ts';
import type { TimeLanes } from '../columns/instant.ts';
import { datetimeTicks } from '../columns/instant.ts';
import {
  makeInstant,
  parseDecimal,
  parseBool,
  parseDatetime,
  parseGuid,
  parseLong,
  parseReal,
  parseTimespanTicks,
} from '../columns/parse-values.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { QueryPosition } from '../errors.ts';
import { KqlUnsupported } from '../errors.ts';
import { toDynamic } from '../functions/convert-scalars.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from './expression.ts';
import { literalExpr } from './expression.ts';

const LITERAL_TYPES: Readonly<Record<string, KustoType>> = {
  LongLiteralExpression: 'long',
  IntLiteralExpression: 'int',
  RealLiteralExpression: 'real',
  DecimalLiteralExpression: 'decimal',
  BooleanLiteralExpression: 'bool',
  DateTimeLiteralExpression: 'datetime',
  TimespanLiteralExpression: 'timespan',
  GuidLiteralExpression: 'guid',
  StringLiteralExpression: 'string',
  CompoundStringLiteralExpression: 'string',
};

export function isLiteralKind(kind: string): boolean {
  return (
    LITERAL_TYPES[kind] !== undefined ||
    kind === 'DynamicExpression' ||
    kind === 'TypeOfLiteralExpression' ||
    kind === 'TokenLiteralExpression'
  );
}

export function lowerLiteral(node: SyntaxNode, position: QueryPosition): Expr {
  if (node.kind === 'DynamicExpression') return literalExpr('dynamic', dynamicLiteral(node.field('Expression'), position), position);
  if (node.kind === 'TypeOfLiteralExpression')
    return literalExpr(
      'string',
      node
        .items('Types')
        .map((type) => type.text)
        .join(','),
      position,
    );
  if (node.kind === 'TokenLiteralExpression') return literalExpr('string', node.text, position);
  const type = LITERAL_TYPES[node.kind];
  if (type === undefined) throw new KqlUnsupported(`the literal ${node.text}`, position);
  return literalExpr(type, literalValue(type, node, position), position);
}

function literalValue(type: KustoType, node: SyntaxNode, position: QueryPosition): Scalar {
  if (type === 'string') return stringLiteral(node, position);
  const written = withoutComments(node.text);
  const inner = /^[a-z0-9]+\s*\(([\s\S]*)\)$/i.exec(written)?.[1]?.trim() ?? written;
  // The documentation says of `datetime()` that it is the present; nothing else has an empty form.
  if (inner === '' && type === 'datetime') throw new KqlUnsupported('datetime() without a date; write now() or datetime(null)', position);
  if (inner === 'null' || inner === '') return null;
  const text = unquote(inner);
  const value = parseLiteral(type, text);
  if (value === undefined) throw new KqlUnsupported(`the ${type} literal ${node.text}`, position);
  return value;
}

/** A token's text can have the comments in front of it. */
function withoutComments(text: string): string {
  return text.replace(/^(?:\s+|\/\/[^\n]*\n)+/, '').trim();
}

function unquote(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

function parseLiteral(type: KustoType, text: string): Scalar | undefined {
  switch (type) {
    case 'long':
    case 'int':
      return parseLong(text);
    case 'real':
      return parseReal(text.replace(/^\+inf$/i, 'inf'));
    case 'decimal':
      return parseDecimal(text);
    case 'bool':
      return parseBool(text);
    case 'datetime': {
      const lanes = parseDatetime(text) ?? parseDatetimeParts(text);
      return lanes === undefined ? undefined : datetimeTicks(lanes.ms, lanes.subMs);
    }
    case 'timespan':
      return parseTimespanTicks(text);
    default:
      return parseGuid(text);
  }
}

/** `2025, 6, 14` and as far as seconds: the parts of `make_datetime`. */
function parseDatetimeParts(text: string): TimeLanes | undefined {
  if (!/^\d{1,4}(?:\s*,\s*\d{1,2}){2,5}$/.test(text)) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = text.split(',').map(Number);
  return makeInstant(year!, month!, day!, hour, minute, second, '', 0);
}

function stringLiteral(node: SyntaxNode, position: QueryPosition): string {
  if (node.kind === 'CompoundStringLiteralExpression') {
    return node
      .items('Tokens')
      .map((token) => token.text)
      .map((text) => unescapeString(text, position))
      .join('');
  }
  return node.stringValue ?? unescapeString(node.text, position);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** A quoted token's text: `"..."`, `'...'`, `@"..."`, ``` ```...``` ```, with an `h` for obfuscation in front or not. */
function unescapeString(token: string, position: QueryPosition): string {
  const text = withoutComments(token).replace(/^[hH](?=[@"'`~])/, '');
  const fence = /^(`{3}|~{3})/.exec(text)?.[1];
  if (fence !== undefined) return text.slice(3, -3);
  if (text.startsWith('@')) {
    const quote = text[1]!;
    return text.slice(2, -1).replaceAll(quote + quote, quote);
  }
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (whole, escape: string) => {
    if (/^[ux]/.test(escape) && escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    const plain = ESCAPES[escape];
    if (plain === undefined) throw new KqlUnsupported(`the escape ${whole}`, position);
    return plain;
  });
}

/** The value inside `dynamic(...)`. */
function dynamicLiteral(node: SyntaxNode | undefined, position: QueryPosition): DynamicValue {
  if (node === undefined) return null;
  switch (node.kind) {
    case 'JsonArrayExpression':
      return node.items('Values').map((item) => dynamicLiteral(item, position));
    case 'JsonObjectExpression':
      return new DynamicBag(
        new Map(
          node.items('Pairs').map((pair) => {
            const name = pair.field('Name');
            return [name === undefined ? '' : stringLiteral(name, position), dynamicLiteral(pair.field('Value'), position)] as const;
          }),
        ),
      );
    case 'NullLiteralExpression':
      return null;
    case 'UnaryMinusExpression': {
      const value = dynamicLiteral(node.field('Expression'), position);
      if (typeof value === 'number' || typeof value === 'bigint') return -value;
      throw new KqlUnsupported(`the dynamic literal ${node.text}`, position);
    }
    case 'ParenthesizedExpression':
    case 'DynamicExpression':
      return dynamicLiteral(node.field('Expression'), position);
    default: {
      if (node.text === 'null') return null;
      const type = LITERAL_TYPES[node.kind];
      if (type === undefined) throw new KqlUnsupported(`the dynamic literal ${node.text}`, position);
      return toDynamic(type, literalValue(type, node, position));
    }
  }
}
