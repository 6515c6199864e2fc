import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import type { QueryPosition } from '../errors.ts';
import type { Expr } from '../plan/expression.ts';
import { rowwise } from '../plan/expression.ts';

/** A member of a bag or array; null when it is not there. A negative index counts from the end. */
export function elementOf(container: DynamicValue, selector: DynamicValue): DynamicValue {
  if (container instanceof DynamicBag) return typeof selector === 'string' ? (container.get(selector) ?? null) : null;
  if (isDynamicArray(container) && typeof selector === 'number')
    return container[selector < 0 ? container.length + selector : selector] ?? null;
  return null;
}

/** `base.name`, `base["name"]`, `base[0]`. A string base is read as JSON, as the service does for columns that hold JSON text. */
export function accessElement(base: Expr, selector: Expr, position: QueryPosition): Expr {
  return rowwise('dynamic', position, [base, selector], (values) => {
    const container = base.type === 'string' ? (parseJsonText(values[0] as string) ?? null) : (values[0] as DynamicValue);
    return elementOf(container, values[1] as DynamicValue);
  });
}
