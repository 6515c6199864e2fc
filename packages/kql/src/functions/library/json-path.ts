import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../../columns/dynamic-value.ts';
import { KqlUnsupported } from '../../errors.ts';
import type { QueryPosition } from '../../errors.ts';

/** A property name or an array position. */
export type PathStep = string | number;

const STEP = /\.(?<name>[\p{L}_$@][\p{L}\p{N}_$@-]*)|\[(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<index>\d{1,9}))\]/uy;

/**
 * Reads the JSONPath subset that the service documents: `$`, `.name`, `['name']`, `[0]`. Wildcards, recursion, unions and slices are refused,
 * as there.
 */
export function parseJsonPath(text: string, position: QueryPosition): readonly PathStep[] {
  const trimmed = text.trim();
  const steps: PathStep[] = [];
  let at = trimmed.startsWith('$') ? 1 : -1;
  while (at >= 0 && at < trimmed.length) {
    STEP.lastIndex = at;
    const groups = STEP.exec(trimmed)?.groups;
    if (groups === undefined) break;
    steps.push(groups['index'] === undefined ? (groups['name'] ?? groups['single'] ?? groups['double'] ?? '') : Number(groups['index']));
    at = STEP.lastIndex;
  }
  if (at < trimmed.length) throw new KqlUnsupported(`the JSON path ${JSON.stringify(text)}`, position);
  return steps;
}

/** The value at the end of a path; null when it leads nowhere. */
export function followPath(root: DynamicValue, steps: readonly PathStep[]): DynamicValue {
  let current = root;
  for (const step of steps) {
    if (typeof step === 'string') current = current instanceof DynamicBag ? (current.get(step) ?? null) : null;
    else current = isDynamicArray(current) ? (current[step] ?? null) : null;
  }
  return current;
}

/** Whether a property stands at the end of a path, even one that is null. */
export function hasPath(root: DynamicValue, steps: readonly PathStep[]): boolean {
  const last = steps.at(-1);
  const parent = followPath(root, steps.slice(0, -1));
  return typeof last === 'string' && parent instanceof DynamicBag && parent.entries.has(last);
}

/** The bag without the property at the end of a path. */
export function removePath(root: DynamicValue, steps: readonly PathStep[]): DynamicValue {
  const [step, ...rest] = steps;
  if (!(root instanceof DynamicBag) || typeof step !== 'string' || !root.entries.has(step)) return root;
  const entries = new Map(root.entries);
  if (rest.length === 0) entries.delete(step);
  else entries.set(step, removePath(root.get(step) ?? null, rest));
  return new DynamicBag(entries);
}

/** The bag with a value at the end of a path; bags on the way are made where there are none. */
export function setPath(root: DynamicBag, steps: readonly PathStep[], value: DynamicValue): DynamicBag {
  const [step, ...rest] = steps;
  if (typeof step !== 'string') return root;
  const entries = new Map(root.entries);
  const child = root.get(step);
  entries.set(step, rest.length === 0 ? value : setPath(child instanceof DynamicBag ? child : new DynamicBag(new Map()), rest, value));
  return new DynamicBag(entries);
}
