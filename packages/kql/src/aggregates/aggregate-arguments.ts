import type { KustoType } from '@mxdr/core';
import { DecimalValue, decimalToNumber } from '../columns/decimal-value.ts';
import { numberOfDynamic } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { Session } from '../engine/session.ts';
import { KqlInvalid, KqlUnsupported } from '../errors.ts';
import { constantValue } from '../plan/expression.ts';
import type { Expr } from '../plan/expression.ts';
import type { AggregateSite } from './aggregate.ts';

/** The argument at `index`, of one of these types; everything else is refused while lowering. */
export function argumentOf(site: AggregateSite, index: number, types: readonly KustoType[]): Expr {
  const argument = site.args[index];
  if (argument === undefined) throw new KqlInvalid(`${site.name}() needs ${index + 1} arguments`, site.position);
  if (!types.includes(argument.type)) throw new KqlUnsupported(`${site.name}() of ${argument.type}`, argument.position);
  return argument;
}

/** An argument that must be the same for all rows, e.g. a percentile. */
export function constantArgument(site: AggregateSite, index: number): Expr | undefined {
  const argument = site.args[index];
  if (argument !== undefined && argument.constant === undefined)
    throw new KqlUnsupported(`${site.name}() with an argument that is not constant`, argument.position);
  return argument;
}

/** Reads a constant argument as a number. */
export function constantNumber(name: string, argument: Expr, session: Session): number {
  return numberIn(name, argument, constantValue(argument, session));
}

/** A constant's value as a number; anything else is the query's fault. */
export function numberIn(name: string, argument: Expr, value: Scalar): number {
  const number = value instanceof DecimalValue ? decimalToNumber(value) : (numberOfDynamic(value) ?? Number.NaN);
  if (Number.isNaN(number)) throw new KqlInvalid(`${name}() needs a number here`, argument.position);
  return number;
}

export const ANY_TYPE: readonly KustoType[] = [
  'string',
  'guid',
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'dynamic',
];
