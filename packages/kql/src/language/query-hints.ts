import { AGGREGATE_FUNCTIONS } from '../aggregates/aggregate-functions.ts';
import { namesOf, SCALAR_FUNCTIONS } from '../functions/scalar-functions.ts';
import { closestName } from '../schema/closest-name.ts';
import { pathAt } from './syntax-path.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** With more columns than this a list of them helps nobody. */
const FEW_COLUMNS = 12;

/** The columns in force at a place: those of what is piped into the operator that stands there. `undefined` where nothing is. */
export function columnsInForce(syntax: SyntaxNode, offset: number): readonly string[] | undefined {
  const path = pathAt(syntax, offset);
  for (let index = path.length - 1; index > 0; index--) {
    const pipe = path[index - 1]!;
    if (pipe.kind !== 'PipeExpression') continue;
    // The left side of a pipe is not piped into anything; look further out.
    const source = pipe.field('Expression');
    if (source === undefined || (offset >= source.span.start && offset < source.span.start + source.span.length)) continue;
    return source.resultColumns?.map((column) => column.name);
  }
  return undefined;
}

/**
 * What to write instead of a name that is no column.
 * @param inForce columns at the place of the name, where that is known
 * @param ofTables columns of every table that the query reads
 */
export function columnHint(name: string, inForce: readonly string[] | undefined, ofTables: readonly string[]): string | undefined {
  const candidates = inForce ?? ofTables;
  if (name === 'Timestamp' && candidates.includes('TimeGenerated'))
    return 'Log Analytics names the time TimeGenerated; Timestamp exists in Defender advanced hunting';
  if (name === 'TimeGenerated' && candidates.includes('Timestamp')) return 'advanced hunting names the time Timestamp';
  const nearest = closestName(name, candidates);
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  if (inForce === undefined || inForce.length === 0) return undefined;
  if (ofTables.includes(name)) return `${name} is a column of the table, but a step before this one leaves it out`;
  return inForce.length > FEW_COLUMNS ? undefined : `the columns here are ${inForce.join(', ')}`;
}

const FUNCTION_NAMES = [
  ...SCALAR_FUNCTIONS.flatMap(namesOf),
  ...AGGREGATE_FUNCTIONS.flatMap((aggregate) => [aggregate.name, ...(aggregate.aliases ?? [])]),
];

/** What to write instead of a name that is no function. @param own functions of the workspace */
export function functionHint(name: string, own: readonly string[]): string {
  const nearest = closestName(name, [...own, ...FUNCTION_NAMES]);
  const none = `${name}() is not a function of the language or of this workspace`;
  return nearest === undefined ? none : `${none}; did you mean ${nearest}()?`;
}

/** What to write where a predicate must stand and `a = b` does. @param text the query from the place of the diagnostic on */
export function predicateHint(text: string): string | undefined {
  return /^[\w.[\]'"]+\s*=(?![=~>])/.test(text) ? 'write == to compare, or =~ to compare whatever the case' : undefined;
}
