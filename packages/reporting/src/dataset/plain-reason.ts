import { english } from '../languages/english/english.ts';
import { wordReason } from '../languages/word-reason.ts';
import type { Dataset } from './dataset.ts';
import type { Reason } from './reason.ts';

/** Reasons for machines, and for whoever reads what they keep: in English, whatever the language of the documents. */
export function plainReasons({ definition }: Pick<Dataset, 'definition'>): (reason: Reason) => string {
  const rules = new Map(definition.metrics.map(({ id, nullRule }) => [id, nullRule]));
  return (reason) => wordReason(reason, english, (id) => rules.get(id) ?? '');
}
