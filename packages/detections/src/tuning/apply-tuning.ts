import type { Problem, SourcePosition, YamlPath } from '@mxdr/core';
import { sortProblems } from '@mxdr/core';
import type { QueryReader } from '@mxdr/kql';
import { analyseRuleQuery } from '../analyse-rule-query.ts';
import type { LoadedContent } from '../content-files.ts';
import type { LoadedRule } from '../load-rules.ts';
import type { RuleLock } from '../lock/rule-lock.ts';
import { changesBetween } from '../lock/rule-lock.ts';
import type { Rule } from '../rule-schema.ts';
import { validateRules } from '../validate-rules.ts';
import { composeExclusions } from './compose-exclusions.ts';
import type { Tuning, TuningEntry } from './tuning-schema.ts';
import { parseVersionRange } from './version-range.ts';

/** A rule as one customer has it. */
export interface TunedRule {
  readonly loaded: LoadedRule;
  /** The entry that made it so; absent for a rule that is as everybody has it. */
  readonly entry?: TuningEntry;
}

export interface TuningResult {
  /** Rules that are deployed, in the order that they came in. */
  readonly rules: readonly TunedRule[];
  /** Rules that are off here, and why. */
  readonly disabled: readonly { readonly rule: Rule; readonly entry: TuningEntry }[];
  readonly problems: readonly Problem[];
}

export interface TuningOptions {
  /** Day of the run, e.g. 2026-11-26: what expires on it has expired. */
  readonly today: string;
  /** Reads queries; made only when an exclusion needs it. */
  readonly createReader: () => QueryReader;
  /** History of the rules, to say what changed since. @default - nothing is known */
  readonly lock?: RuleLock;
}

type Report = (path: YamlPath, code: Problem['code'], message: string, hint: string) => void;

const valueCodes: ReadonlySet<string> = new Set([
  'MXDR-RULE-DURATION',
  'MXDR-RULE-TIMING',
  'MXDR-RULE-TRIGGER',
  'MXDR-RULE-SEVERITY',
  'MXDR-RULE-QUERY',
]);

function checkBase(rule: Rule, entry: TuningEntry, path: YamlPath, lock: RuleLock | undefined, report: Report): void {
  const matches = parseVersionRange(entry.base);
  const version = rule.version ?? '0.0.0';
  if (matches === undefined)
    report(
      [...path, 'base'],
      'MXDR-TUNING-BASE',
      `base "${entry.base}" is no range of versions`,
      'write ^1.0.0, ~1.2.0 or ">=1.0.0 <2.0.0"',
    );
  else if (!matches(version)) {
    const changes = changesBetween(lock, rule.id, matches);
    const said = changes.length === 0 ? '' : `; changed since: ${changes.join('; ')}`;
    report(
      [...path, 'base'],
      'MXDR-TUNING-BASE',
      `the rule "${rule.name}" is at ${version}, which is not in ${entry.base}${said}`,
      `read what changed, then write a range that holds ${version}`,
    );
  }
}

function tune(loaded: LoadedRule, entry: TuningEntry, index: number, options: TuningOptions, report: Report): LoadedRule | undefined {
  const path = ['tuning', index];
  const changes: Partial<Rule> = {
    ...(entry.severity === undefined ? {} : { severity: entry.severity }),
    ...(entry.queryFrequency === undefined ? {} : { queryFrequency: entry.queryFrequency }),
    ...(entry.queryPeriod === undefined ? {} : { queryPeriod: entry.queryPeriod }),
    ...(entry.triggerThreshold === undefined ? {} : { triggerThreshold: entry.triggerThreshold }),
  };
  let rule: Rule = { ...loaded.rule, ...changes };
  if (entry.exclude.length > 0) {
    const reader = options.createReader();
    const composed = composeExclusions(rule, entry.exclude, reader);
    if ('problem' in composed) {
      report([...path, 'exclude', composed.exclusion], composed.code, composed.problem, 'see the query of the rule with "mxdr rules list"');
      return undefined;
    }
    const before = analyseRuleQuery(reader, rule.query);
    const after = analyseRuleQuery(reader, composed.query);
    const error = after.diagnostics.find(({ severity }) => severity === 'error');
    const hadError = before.diagnostics.some(({ severity }) => severity === 'error');
    const isSameShape = hadError || JSON.stringify(before.columns) === JSON.stringify(after.columns);
    if ((error !== undefined && !hadError) || !isSameShape) {
      report(
        [...path, 'exclude'],
        'MXDR-TUNING-COMPOSE',
        `with its exclusions the query does not bind: ${error?.message ?? 'its columns change'}`,
        "name columns of the rule's first table",
      );
      return undefined;
    }
    rule = { ...rule, query: composed.query };
  }
  const tuned: LoadedRule = { ...loaded, rule };
  const broken = validateRules([tuned]).find(({ code, severity }) => severity === 'error' && valueCodes.has(code));
  if (broken !== undefined) {
    report(path, 'MXDR-TUNING-VALUE', `"${rule.name}" cannot be tuned so: ${broken.message}`, broken.hint ?? 'choose another value');
    return undefined;
  }
  return tuned;
}

/**
 * Applies a customer's tuning to the rules: the same input gives the same bytes. An entry that names no rule, was made for another version, has
 * expired, or does not fit is an error, never ignored: a customer must not be watched otherwise than its file says.
 */
export function applyTuning(rules: readonly LoadedRule[], tuning: LoadedContent<Tuning> | undefined, options: TuningOptions): TuningResult {
  if (tuning === undefined) return { rules: rules.map((loaded) => ({ loaded })), disabled: [], problems: [] };
  const problems: Problem[] = [];
  const report: Report = (path, code, message, hint) => {
    const position: SourcePosition = tuning.source.positionOf(path);
    problems.push({ severity: 'error', code, message, position, hint });
  };
  const entries = new Map<string, { readonly entry: TuningEntry; readonly index: number }>();
  const known = new Map(rules.map((loaded) => [loaded.rule.id.toLowerCase(), loaded.rule]));
  for (const [index, entry] of tuning.value.tuning.entries()) {
    const id = entry.rule.toLowerCase();
    const path = ['tuning', index];
    const rule = known.get(id);
    if (entries.has(id)) report([...path, 'rule'], 'MXDR-TUNING-RULE', `the rule ${entry.rule} is tuned twice`, 'make one entry of both');
    else if (rule === undefined)
      report(
        [...path, 'rule'],
        'MXDR-TUNING-RULE',
        `there is no rule ${entry.rule}`,
        'correct the id; take the entry out when the rule was retired',
      );
    else {
      checkBase(rule, entry, path, options.lock, report);
      if (entry.expires <= options.today)
        report(
          [...path, 'expires'],
          'MXDR-TUNING-EXPIRED',
          `the tuning of "${rule.name}" expired on ${entry.expires}`,
          `ask ${entry.owner}: extend it with a reason, or take it out`,
        );
      entries.set(id, { entry, index });
    }
  }
  const tuned: TunedRule[] = [];
  const disabled: { readonly rule: Rule; readonly entry: TuningEntry }[] = [];
  for (const loaded of rules) {
    const found = entries.get(loaded.rule.id.toLowerCase());
    if (found === undefined) tuned.push({ loaded });
    else if (found.entry.disabled) disabled.push({ rule: loaded.rule, entry: found.entry });
    else {
      const changed = tune(loaded, found.entry, found.index, options, report);
      if (changed !== undefined) tuned.push({ loaded: changed, entry: found.entry });
    }
  }
  return { rules: tuned, disabled, problems: sortProblems(problems) };
}
