import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../../columns/scalar.ts';
import { rowwise } from '../../plan/expression.ts';
import type { Pattern, PatternMatch } from '../regular-expressions.ts';
import { compilePattern } from '../regular-expressions.ts';
import type { FunctionProps, ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { textAt } from './argument-values.ts';

/** Computes a value of a compiled pattern and the values of all arguments. */
export type PatternCompute = (pattern: Pattern, values: readonly Scalar[], types: readonly KustoType[]) => Scalar;

export interface PatternFunctionProps extends Omit<FunctionProps, 'result' | 'nulls'> {
  readonly result: KustoType;
  /** Which argument is the regular expression. */
  readonly pattern: number;
  /** Makes an RE2 expression of the argument's text, e.g. to anchor it. */
  readonly wrap?: (source: string) => string;
  /** Objects to a pattern when it is compiled. */
  readonly check?: (pattern: Pattern, source: string) => string | undefined;
}

/** A function with a regular expression among its arguments. A bad expression written in the query is found before any row is read. */
export function patternFunction(name: string, props: PatternFunctionProps, compute: PatternCompute): ScalarFunction {
  return exprFunction(name, props, (call) => {
    const types = call.args.map((arg) => arg.type);
    const onNull = props.result === 'string' ? '' : null;
    const compileText = (source: string): Pattern => compilePattern(props.wrap?.(source) ?? source, call.position);
    const literal = call.args[props.pattern]?.literal;
    if (literal !== undefined && literal.value !== null) compileText(textAt([literal.value], [types[props.pattern]!], 0));
    let lastSource: string | undefined;
    let lastPattern: Pattern | undefined;
    return rowwise(props.result, call.position, call.args, (values) => {
      for (const value of values) if (value === null) return onNull;
      const source = textAt(values, types, props.pattern);
      if (source !== lastSource || lastPattern === undefined) {
        lastPattern = compileText(source);
        lastSource = source;
      }
      return compute(lastPattern, values, types);
    });
  });
}

/** All matches from left to right that do not overlap. An empty match right behind another does not count. */
export function* allMatches(pattern: Pattern, text: string): Generator<PatternMatch> {
  let from = 0;
  let lastEnd = -1;
  while (from <= text.length) {
    const match = pattern.match(text, from);
    if (match === undefined) return;
    if (match.end > match.start) {
      yield match;
      from = match.end;
      lastEnd = match.end;
    } else {
      if (match.start !== lastEnd) yield match;
      from = match.end + ((text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1);
    }
  }
}
