import type { CheckId, ChecklistItem, ReadinessAction } from '@mxdr/prerequisites';
import { isFailing, noRequirement } from '@mxdr/prerequisites';
import type { ReadinessRecord } from '@mxdr/reporting';
import { readinessRecordSchema } from '@mxdr/reporting';
import type { AssessedCustomer } from './judge-customer.ts';

type Area = ReadinessRecord['checks'][number]['area'];

/** Where a reader looks for a check. */
const areas: Readonly<Record<CheckId, Area>> = {
  cloud: 'tenant',
  'any-product-license': 'licences',
  'mde-p2-license': 'licences',
  'mde-p2-assigned': 'licences',
  'mde-server-license': 'licences',
  'entra-p1-license': 'licences',
  'entra-p1-assigned': 'licences',
  'entra-p2-license': 'licences',
  'mdo-p2-license': 'licences',
  'mdi-license': 'licences',
  'mda-license': 'licences',
  'mde-onboarded': 'devices',
  'defender-av-active': 'devices',
  'scope-groups': 'devices',
  'access-groups': 'access',
  'access-policies': 'access',
  'access-crosstenant': 'access',
  'access-gdap': 'access',
  'access-audit': 'workspace',
  'access-consent': 'access',
  contacts: 'contacts',
  'workspace-configuration': 'workspace',
  'workspace-connectors': 'workspace',
};
const areaOrder: readonly Area[] = ['tenant', 'licences', 'devices', 'access', 'contacts', 'workspace'];
const areaOf = new Map<string, Area>(Object.entries(areas));

const hasUrgency = (action: ReadinessAction): action is ReadinessAction & { readonly urgency: 'complete-now' | 'find-out-now' | 'later' } =>
  action.urgency !== 'none';

function toAgreement({ owner, due, note = '', isOverdue, isContradicted }: ReadinessAction | ChecklistItem) {
  return { owner: owner ?? null, due: due ?? null, note, isOverdue, isContradicted };
}

/** Checks that hold the access against what was agreed; each may find that there is more than that. */
function driftOf({ findings }: AssessedCustomer['report']): Pick<ReadinessRecord, 'drift' | 'driftUnknown'> {
  const asked = findings.filter(({ checkId, requirement }) => areaOf.get(checkId) === 'access' && requirement !== noRequirement);
  return {
    drift: asked.filter(isFailing).flatMap(({ checkId, title, observed, differences }) =>
      (differences ?? [{ kind: 'otherwise' as const, text: observed, principal: undefined }]).map(({ kind, text, principal = null }) => ({
        checkId,
        title,
        difference: kind,
        text,
        principal,
      })),
    ),
    driftUnknown: asked.filter(({ state }) => state === 'unknown').map(({ checkId, title, observed }) => ({ checkId, title, observed })),
  };
}

function checksOf({ findings }: AssessedCustomer['report']): ReadinessRecord['checks'] {
  return findings
    .filter(({ requirement }) => requirement !== noRequirement)
    .map(({ checkId, title, effect, state, observed, source, requirement, affected, waiver }) => ({
      checkId,
      title,
      area: areaOf.get(checkId) ?? 'tenant',
      effect,
      state,
      observed,
      source,
      requirement,
      affected: affected?.count ?? null,
      waiver:
        waiver === undefined
          ? null
          : {
              standing: waiver.standing,
              reason: waiver.reason,
              owner: waiver.owner,
              expires: waiver.expires,
              atMost: waiver.atMost ?? null,
            },
    }))
    .toSorted((a, b) => areaOrder.indexOf(a.area) - areaOrder.indexOf(b.area));
}

function changesOf({ changes, trend }: AssessedCustomer['readiness']): ReadinessRecord['changes'] {
  const before = trend.at(-2);
  if (changes === undefined || before === undefined) return null;
  return {
    sinceUtc: before.asOf,
    isSameRuleSet: changes.isSameRuleSet,
    checks: changes.checks.map(({ checkId, title, change, before: was = null, after, affected }) => ({
      checkId,
      title,
      change,
      before: was,
      after,
      affectedBefore: affected?.before ?? null,
      affectedAfter: affected?.after ?? null,
    })),
  };
}

/** What the readiness report is made of. Nothing is judged here: the numbers and states are those of the checks. */
export function toReadinessRecord({ report, readiness }: AssessedCustomer): ReadinessRecord {
  const { run, verdict, coverage, findings } = report;
  const restsOnWaivers =
    verdict.readiness === 'ready' && findings.some(({ effect, waiver }) => effect === 'blocks' && waiver !== undefined);
  return readinessRecordSchema.parse({
    asOfUtc: run.asOf,
    factsTakenUtc: run.factsTakenAt,
    isSample: run.factsKind === 'sample',
    ruleSet: { id: report.ruleSet.id, title: report.ruleSet.title },
    verdict: restsOnWaivers ? 'ready-with-waivers' : verdict.readiness,
    counts: readiness.counts,
    actions: readiness.actions.filter(hasUrgency).map((action) => ({
      checkId: action.checkId,
      title: action.title,
      effect: action.effect,
      urgency: action.urgency,
      progress: action.progress,
      observed: action.observed,
      mend: action.mend ?? '',
      ...toAgreement(action),
    })),
    steps: readiness.checklist.map((item) => ({
      step: item.step,
      title: item.title,
      party: item.party,
      progress: item.progress,
      ...toAgreement(item),
    })),
    assets: readiness.assets.map(({ kind, protectedNow = null, target = null, licensed = null, notes }) => ({
      asset: kind,
      protectedNow,
      target,
      licensed,
      note: notes.join(' '),
    })),
    coverage: Object.entries(coverage.products).map(([product, state]) => ({ product, coverage: state })),
    depths: coverage.devices ?? null,
    checks: checksOf(report),
    ...driftOf(report),
    changes: changesOf(readiness),
    runs: readiness.trend.map(
      ({ asOf, ruleSet, readiness: result, met, failing, accepted, notKnown, protectedDevices = null, secureScore }) => ({
        asOfUtc: asOf,
        ruleSet,
        verdict: result,
        met,
        failing,
        accepted,
        notKnown,
        protectedDevices,
        score: secureScore === undefined ? null : { current: secureScore.current, max: secureScore.max, createdUtc: secureScore.createdAt },
      }),
    ),
    unread: (run.unread ?? []).map(({ fact, reason, permission = '', message }) => ({ fact, reason, permission, message })),
  });
}
