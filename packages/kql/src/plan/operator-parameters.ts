import type { SyntaxNode } from '../language/syntax-node.ts';
import type { LoweringState } from './lowering.ts';

/** Hints that tell the service how to work and never change the answer. */
const HARMLESS: ReadonlySet<string> = new Set([
  'hint.strategy',
  'hint.shufflekey',
  'hint.num_partitions',
  'hint.remote',
  'hint.concurrency',
  'hint.spread',
  'hint.distribution',
  'hint.materialized',
  'hint.pass_filters',
  'hint.pass_filters_column',
  'hint.progressive_top',
  'hint.shuffleby',
  'hint.partitions',
]);

/** Parameters of an operator by name in lower case. One that is neither expected nor harmless is refused. */
export function readParameters(state: LoweringState, node: SyntaxNode, expected: readonly string[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of node.items('Parameters')) {
    if (parameter.kind !== 'NamedParameter') continue;
    const name = (parameter.field('Name')?.simpleName ?? '').toLowerCase();
    if (HARMLESS.has(name)) continue;
    if (!expected.includes(name)) throw state.unsupported(`the parameter ${name}`, parameter);
    const value = parameter.field('Expression');
    parameters.set(name, value?.simpleName ?? value?.stringValue ?? value?.text ?? '');
  }
  return parameters;
}
