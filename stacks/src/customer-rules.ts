import type { Problem } from '@mxdr/core';
import type { LoadedContent, RetiredRule, Rule, TunedRule, Tuning, TuningEntry, TuningOptions } from '@mxdr/detections';
import { applyTuning } from '@mxdr/detections';
import { readerMissing } from './errors.ts';
import type { ServiceContent } from './service-content.ts';

/** Why a rule of the content is not deployed to a customer. */
export interface LeftOutRule {
  readonly rule: Pick<Rule, 'id' | 'name'>;
  readonly because:
    | { readonly kind: 'retired'; readonly entry: RetiredRule }
    | { readonly kind: 'disabled'; readonly entry: TuningEntry }
    | { readonly kind: 'customer'; readonly reason: string };
}

/** The rules as one customer has them. */
export interface CustomerRules {
  readonly rules: readonly TunedRule[];
  readonly leftOut: readonly LeftOutRule[];
  readonly problems: readonly Problem[];
}

/** Without a day or a reader, tuning cannot be judged: whoever has tuned rules must bring both. */
export function tuningOptions(today?: string, createReader?: TuningOptions['createReader']): Omit<TuningOptions, 'lock'> {
  return {
    today: today ?? '9999-12-31',
    createReader:
      createReader ??
      ((): never => {
        throw readerMissing();
      }),
  };
}

/** Drops what is retired and what the customer switched off, and applies its tuning. */
export function rulesOfCustomer(
  content: Pick<ServiceContent, 'rules' | 'retired' | 'lock'>,
  disabled: readonly { readonly id: string; readonly reason: string }[],
  tuning: LoadedContent<Tuning> | undefined,
  options: Omit<TuningOptions, 'lock'>,
): CustomerRules {
  const retired = new Map(content.retired.map((entry) => [entry.id.toLowerCase(), entry]));
  const off = new Map(disabled.map(({ id, reason }) => [id.toLowerCase(), reason]));
  const leftOut: LeftOutRule[] = content.retired.map((entry) => ({ rule: entry, because: { kind: 'retired', entry } }));
  const present = content.rules.filter(({ rule }) => !retired.has(rule.id.toLowerCase()));
  const result = applyTuning(present, tuning, { ...options, ...(content.lock === undefined ? {} : { lock: content.lock }) });
  const rules = result.rules.filter(({ loaded: { rule } }) => {
    const reason = off.get(rule.id.toLowerCase());
    if (reason !== undefined) leftOut.push({ rule, because: { kind: 'customer', reason } });
    return reason === undefined;
  });
  for (const { rule, entry } of result.disabled) leftOut.push({ rule, because: { kind: 'disabled', entry } });
  return { rules, leftOut, problems: result.problems };
}

/** One line for a plan or a log: which rule is not there, and why. */
export function describeLeftOut({ rule, because }: LeftOutRule): string {
  switch (because.kind) {
    case 'retired': {
      const { date, reason, replacement } = because.entry;
      return `"${rule.name}" is retired since ${date}: ${reason}${replacement === undefined ? '' : ` (replaced by ${replacement})`}`;
    }
    case 'disabled':
      return `"${rule.name}" is off until ${because.entry.expires}: ${because.entry.reason} (${because.entry.owner})`;
    case 'customer':
      return `"${rule.name}" is off: ${because.reason}`;
  }
}
