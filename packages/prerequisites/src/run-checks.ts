import type { CheckState, Customer, Finding, Operator, Product, TenantFacts } from '@mxdr/core';
import type { CheckReport, ProductCoverage, Readiness } from './check-report.ts';
import { isFailing, noRequirement } from './check-report.ts';
import { checks } from './checks/checks.ts';
import type { Check, CheckContext, CheckId } from './check.ts';
import type { DeviceDepth } from './device-depth.ts';
import { judgeDepths } from './device-depth.ts';
import { scopeDevices, sumDevices } from './device-scope.ts';
import { factsOfAnotherTenant } from './errors.ts';
import { ageInDays, openFact } from './open-fact.ts';
import { countProtectedAssets } from './readiness/protected-assets.ts';
import { listUnreadFacts } from './readiness/unread-facts.ts';
import type { Rule, RuleSet } from './rule-set.ts';
import { standingAdvice } from './rule-sets/standing-advice.ts';
import type { Waiver } from './waivers.ts';
import { applyWaiver, findStaleWaivers } from './waivers.ts';
import type { CheckWords } from './words/check-words.ts';
import { english } from './words/english.ts';

/** A device that has not reported for a month may be anything by now. */
const defaultMaxAgeDays = 30;

export interface RunChecksOptions {
  /** Facts older than this many days are unknown. @default 30 */
  readonly maxAgeDays?: number;
  /** What the customer and the operator accepted. @default none */
  readonly waivers?: readonly Waiver[];
  /** Language of titles, of what was found and of what mends it. What is expected, and the evidence, is English. @default English */
  readonly words?: CheckWords;
}

type RunContext = Omit<CheckContext, 'rule'>;

function toFinding(check: Check, rule: Rule | undefined, ruleSet: RuleSet, run: RunContext): Finding {
  const permission = check.permission === undefined ? {} : { permission: check.permission };
  if (rule === undefined) {
    return {
      checkId: check.id,
      title: run.words.checks[check.id].title,
      ruleSet: ruleSet.id,
      requirement: noRequirement,
      source: `Rule set ${ruleSet.id}`,
      effect: 'advice',
      state: 'not-applicable',
      expected: 'Nothing: this rule set does not ask it.',
      observed: run.words.notAsked(ruleSet.title),
      evidence: [],
      ...permission,
    };
  }
  const context: CheckContext = { ...run, rule };
  return {
    checkId: check.id,
    title: run.words.checks[check.id].title,
    ruleSet: ruleSet.id,
    requirement: rule.requirement,
    source: rule.source,
    effect: rule.effect,
    expected: check.expect(context),
    ...check.judge(context),
    ...permission,
  };
}

function judgeReadiness(findings: readonly Finding[], waivers: readonly Waiver[]): CheckReport['verdict'] {
  const inState = (state: CheckState) => findings.filter((finding) => finding.state === state);
  const idsOf = (some: readonly Finding[]): readonly string[] => some.map(({ checkId }) => checkId);
  const blocking = idsOf(findings.filter((finding) => finding.effect === 'blocks' && isFailing(finding)));
  const blockingUnknown = idsOf(findings.filter((finding) => finding.effect === 'blocks' && finding.state === 'unknown'));
  const accepted = findings.filter(({ waiver }) => waiver?.standing === 'accepted');
  const waiversFailed = findings.filter(({ waiver }) => waiver !== undefined && waiver.standing !== 'accepted');
  const waiversStale = findStaleWaivers(findings, waivers);
  const readiness: Readiness = blocking.length > 0 ? 'not-ready' : blockingUnknown.length > 0 ? 'undetermined' : 'ready';
  const limits = findings.filter(
    (finding) => finding.effect === 'coverage' && finding.state !== 'met' && finding.state !== 'not-applicable',
  ).length;
  const isWaivedToStart = accepted.some(({ effect }) => effect === 'blocks');
  const more = [
    blockingUnknown.length > 0 ? `Not known: ${blockingUnknown.join(', ')}.` : '',
    limits > 0 ? `Coverage is limited by ${limits} ${limits === 1 ? 'finding' : 'findings'}.` : '',
    accepted.length > 0 ? `Waived: ${accepted.map(({ checkId, waiver }) => `${checkId} until ${waiver?.expires}`).join(', ')}.` : '',
    ...waiversFailed.map(({ checkId, waiver, affected }) =>
      waiver?.standing === 'exceeded'
        ? `The waiver of ${checkId} covers ${waiver.atMost} assets, and ${affected?.count ?? 'an unknown number'} are affected.`
        : `The waiver of ${checkId} expired after ${waiver?.expires}.`,
    ),
    waiversStale.length > 0 ? `Waivers that can go: ${waiversStale.join(', ')}.` : '',
  ].filter((sentence) => sentence !== '');
  const firsts: Readonly<Record<Readiness, string>> = {
    ready: isWaivedToStart
      ? 'Ready with waivers: every check that blocks the start is met or accepted.'
      : 'Ready: every check that blocks the start is met.',
    'not-ready': `Not ready: ${blocking.join(', ')}.`,
    undetermined: 'Cannot be told: nothing failed, but not everything could be determined.',
  };
  return {
    readiness,
    summary: [firsts[readiness], ...more].join(' '),
    counts: {
      met: inState('met').length,
      'not-met': inState('not-met').length,
      unknown: inState('unknown').length,
      'not-applicable': inState('not-applicable').length,
      unlicensed: inState('unlicensed').length,
    },
    blocking,
    blockingUnknown,
    waived: idsOf(accepted),
    waiversFailed: idsOf(waiversFailed),
    waiversStale,
  };
}

/** The licence check that decides a product's coverage. Entra ID is covered by P1 until a rule set asks for P2. */
function licenceCheckOf(product: Product, ruleSet: RuleSet): CheckId {
  const ids: Readonly<Record<Product, CheckId>> = {
    'defender-for-endpoint': 'mde-p2-license',
    'defender-for-office-365': 'mdo-p2-license',
    'defender-for-identity': 'mdi-license',
    'defender-for-cloud-apps': 'mda-license',
    'entra-id': ruleSet.rules.some((rule) => rule.checkId === 'entra-p2-license') ? 'entra-p2-license' : 'entra-p1-license',
  };
  return ids[product];
}

function coverageOf(state: CheckState | undefined): ProductCoverage {
  if (state === 'met') return 'covered';
  return state === 'not-met' || state === 'unlicensed' ? 'not-covered' : 'unknown';
}

function coverProducts(customer: Customer, findings: readonly Finding[], ruleSet: RuleSet): Readonly<Record<Product, ProductCoverage>> {
  const cover = (product: Product): ProductCoverage => {
    if (!customer.products.includes(product)) return 'not-in-scope';
    const id = licenceCheckOf(product, ruleSet);
    return coverageOf(findings.find((finding) => finding.checkId === id)?.state);
  };
  return {
    'defender-for-endpoint': cover('defender-for-endpoint'),
    'defender-for-office-365': cover('defender-for-office-365'),
    'defender-for-identity': cover('defender-for-identity'),
    'defender-for-cloud-apps': cover('defender-for-cloud-apps'),
    'entra-id': cover('entra-id'),
  };
}

function countDepths(run: RunContext, rule: Rule): Readonly<Record<DeviceDepth, number>> | undefined {
  const context = { ...run, rule };
  const devices = openFact(run.facts.devices, 'Devices', context);
  const antivirus = openFact(run.facts.antivirus, 'Antivirus modes', context);
  if ('verdict' in devices || 'verdict' in antivirus) return undefined;
  const onboarded = scopeDevices(devices.value, run.customer).inScope.filter((device) => device.onboardingStatus === 'Onboarded');
  const counts: Record<DeviceDepth, number> = { actionable: 0, 'guidance-only': 0, blind: 0, undetermined: 0 };
  for (const { depth, device } of judgeDepths(onboarded, antivirus.value, run.asOfMs, run.maxAgeDays))
    counts[depth] += sumDevices([device]);
  return counts;
}

function missingPermissions(facts: TenantFacts): readonly string[] {
  const all = Object.values(facts).filter((fact) => typeof fact === 'object');
  return [
    ...new Set(all.flatMap((fact) => (fact.status === 'not-read' && fact.reason === 'permission' ? [fact.permission ?? 'not named'] : []))),
  ].toSorted();
}

/**
 * Judges a customer's prerequisites by one rule set. Pure: equal facts and instant give an equal report.
 * @param nowMs milliseconds since 1970 UTC; samples are judged as of the day they describe
 * @param operator `undefined` when operator.yaml could not be read; what depends on it is then unknown
 * @throws AppError usage `MXDR-FACTS-OTHER-TENANT`
 */
export function runChecks(
  customer: Customer,
  facts: TenantFacts,
  ruleSet: RuleSet,
  nowMs: number,
  operator: Operator | undefined,
  options: RunChecksOptions = {},
): CheckReport {
  if (facts.tenantId.toLowerCase() !== customer.tenantId.toLowerCase())
    throw factsOfAnotherTenant(customer.id, customer.tenantId, facts.tenantId);
  const asOfMs = facts.kind === 'sample' ? Date.parse(facts.takenAt) : nowMs;
  const run: RunContext = {
    customer,
    operator,
    facts,
    asOfMs,
    maxAgeDays: options.maxAgeDays ?? defaultMaxAgeDays,
    words: options.words ?? english,
  };
  const rules = new Map([...standingAdvice, ...ruleSet.rules].map((rule) => [rule.checkId, rule]));
  const waivers = options.waivers ?? [];
  const findings = checks.map((check) => applyWaiver(toFinding(check, rules.get(check.id), ruleSet, run), waivers, asOfMs));
  const [anyRule] = ruleSet.rules;
  const devices = anyRule === undefined ? undefined : countDepths(run, anyRule);
  return {
    schemaVersion: 1,
    customer: { id: customer.id, name: customer.name, tenantId: customer.tenantId },
    ruleSet: { id: ruleSet.id, title: ruleSet.title, fromDate: ruleSet.fromDate },
    run: {
      ranAt: new Date(nowMs).toISOString(),
      asOf: new Date(asOfMs).toISOString(),
      factsTakenAt: facts.takenAt,
      factsKind: facts.kind,
      factsAgeDays: ageInDays(facts.takenAt, asOfMs),
      permissionsMissing: missingPermissions(facts),
      unread: listUnreadFacts(facts),
    },
    verdict: judgeReadiness(findings, waivers),
    coverage: {
      products: coverProducts(customer, findings, ruleSet),
      ...(devices === undefined ? {} : { devices }),
      assets: countProtectedAssets(run),
    },
    ...(facts.secureScore?.status === 'read' ? { secureScore: facts.secureScore.value } : {}),
    findings,
  };
}
