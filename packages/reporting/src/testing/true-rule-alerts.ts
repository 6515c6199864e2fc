import type { Truth } from '@mxdr/simulator';

/** What an analytics rule raised. */
export interface RuleAlerts {
  readonly rule: string;
  /** Alerts first reported in the period. */
  readonly alerts: number;
  /** When the last of those in reach was first reported. */
  readonly lastUtc: string;
}

/** Alerts of analytics rules that were first reported within reach, by rule. */
export function trueRuleAlerts(
  { incidents }: Truth,
  { startUtc, endUtc, lookbackUtc, asOfUtc }: Readonly<Record<'startUtc' | 'endUtc' | 'lookbackUtc' | 'asOfUtc', string>>,
): readonly RuleAlerts[] {
  const isWithin = (utc: string, from: string, to: string): boolean =>
    Date.parse(utc) >= Date.parse(from) && Date.parse(utc) < Date.parse(to);
  const firsts = incidents
    .flatMap(({ alerts }) => alerts)
    .filter(({ source }) => source === 'sentinel')
    .flatMap(({ name, reportedUtc }) => {
      const first = reportedUtc.find((utc) => isWithin(utc, lookbackUtc, asOfUtc));
      return first === undefined ? [] : [{ rule: name, first }];
    });
  return [...new Set(firsts.map(({ rule }) => rule))].map((rule) => {
    const own = firsts.filter((one) => one.rule === rule).map(({ first }) => first);
    return {
      rule,
      alerts: own.filter((first) => isWithin(first, startUtc, endUtc)).length,
      lastUtc: new Date(Math.max(...own.map((first) => Date.parse(first)))).toISOString(),
    };
  });
}
