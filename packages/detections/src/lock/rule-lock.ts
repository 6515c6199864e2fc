import { createHash } from 'node:crypto';
import type { Problem } from '@mxdr/core';
import { z } from 'zod';
import type { LoadedRule } from '../load-rules.ts';
import { compareVersions } from '../tuning/version-range.ts';

const hash = z.string().regex(/^[0-9a-f]+$/u);

const entrySchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  version: z.string(),
  /** Of the canonical content: everything but version and tests. */
  sha256: hash,
  /** First digits of the hash of each field, so that a change can be named. */
  fields: z.record(z.string(), hash),
  history: z.array(z.strictObject({ version: z.string(), date: z.iso.date(), changed: z.array(z.string()) })),
});

/** `rules.lock.json`: what every rule was when its version was given. */
export const ruleLockSchema = z.strictObject({ schemaVersion: z.literal(1), rules: z.record(z.string(), entrySchema) });
export type RuleLock = z.infer<typeof ruleLockSchema>;
type LockEntry = RuleLock['rules'][string];

/** What no customer is served differently by. */
const untracked: ReadonlySet<string> = new Set(['version', 'tests', 'alertBudget']);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)) ?? '')
    .digest('hex');

function describe({ source, rule }: LoadedRule): Omit<LockEntry, 'history'> {
  // As it is written, not with defaults filled in: a new default of ours is no change of the rule.
  const written = typeof source.value === 'object' && source.value !== null ? Object.entries(source.value) : [];
  const tracked = written.filter(([key]) => !untracked.has(key)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: rule.name,
    kind: rule.kind,
    version: rule.version ?? '0.0.0',
    sha256: digest(tracked),
    fields: Object.fromEntries(tracked.map(([key, value]) => [key, digest(value).slice(0, 12)])),
  };
}

function changedFields(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]).toSorted();
}

/** Rules that are not as the lock says: changed without a new version, gone without being retired, or new. */
export function checkLock(
  rules: readonly LoadedRule[],
  lock: RuleLock,
  retiredIds: ReadonlySet<string>,
  lockFile: string,
): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const loaded of rules) {
    const id = loaded.rule.id.toLowerCase();
    ids.add(id);
    const now = describe(loaded);
    const locked = lock.rules[id];
    const at = loaded.source.positionOf(['version']);
    if (locked === undefined) {
      problems.push({
        severity: 'hint',
        code: 'MXDR-RULE-LOCK',
        message: 'the rule is not in rules.lock.json yet',
        position: loaded.source.positionOf([]),
        hint: 'run "mxdr rules lock" when it is ready',
      });
      continue;
    }
    if (locked.sha256 === now.sha256 && locked.version === now.version) continue;
    const changed = changedFields(locked.fields, now.fields).join(', ');
    if (compareVersions(now.version, locked.version) <= 0)
      problems.push({
        severity: 'error',
        code: 'MXDR-RULE-LOCK',
        message: `${changed === '' ? 'the version' : changed} changed since version ${locked.version}, but the version is ${now.version}`,
        position: at,
        hint: `raise the version above ${locked.version}, then run "mxdr rules lock"`,
      });
    else
      problems.push({
        severity: 'warning',
        code: 'MXDR-RULE-LOCK',
        message: `version ${now.version} is not in rules.lock.json yet`,
        position: at,
        hint: 'run "mxdr rules lock"',
      });
  }
  for (const [id, { name }] of Object.entries(lock.rules)) {
    if (ids.has(id) || retiredIds.has(id)) continue;
    problems.push({
      severity: 'error',
      code: 'MXDR-RULE-LOCK',
      message: `the rule "${name}" (${id}) is gone, and retired.yaml does not say why`,
      position: { file: lockFile, line: 1, column: 1 },
      hint: 'enter it in retired.yaml with reason and date, or bring the file back',
    });
  }
  return problems;
}

/**
 * The lock with the present rules in it. Rules that changed without a new version keep their old entry: `checkLock` names them. Entries of
 * retired rules stay, so that their history can be told.
 * @param date day of the change, e.g. 2026-11-26
 */
export function updateLock(rules: readonly LoadedRule[], lock: RuleLock, date: string): RuleLock {
  const next = new Map(Object.entries(lock.rules));
  for (const loaded of rules) {
    const id = loaded.rule.id.toLowerCase();
    const now = describe(loaded);
    const locked = next.get(id);
    if (locked !== undefined && compareVersions(now.version, locked.version) <= 0) continue;
    const changed = locked === undefined ? [] : changedFields(locked.fields, now.fields);
    next.set(id, { ...now, history: [...(locked?.history ?? []), { version: now.version, date, changed: [...changed] }] });
  }
  return { schemaVersion: 1, rules: Object.fromEntries([...next].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** What changed in the versions of a rule that lie outside of a range, e.g. `2.0.0 of 2026-11-26: query, severity`. */
export function changesBetween(lock: RuleLock | undefined, ruleId: string, isInRange: (version: string) => boolean): readonly string[] {
  const history = lock?.rules[ruleId.toLowerCase()]?.history ?? [];
  const last = history.findLastIndex(({ version }) => isInRange(version));
  return history.slice(last + 1).map(({ version, date, changed }) => `${version} of ${date}: ${changed.join(', ') || 'new'}`);
}
