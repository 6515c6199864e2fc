import { utcText } from './log-row.ts';
import type { PlannedEvent, TelemetryTable, Tenant } from './telemetry.ts';
import type { TruthRiskyUser } from './truth.ts';

const states = ['atRisk', 'confirmedCompromised', 'remediated', 'dismissed'] as const;
const riskDetails: Readonly<Record<(typeof states)[number], string>> = {
  atRisk: 'none',
  confirmedCompromised: 'adminConfirmedUserCompromised',
  remediated: 'userPerformedSecuredPasswordReset',
  dismissed: 'adminDismissedAllRiskForUser',
};
const dayMs = 86_400_000;
/** New risks a day at scale 1: a couple of users a week. */
const risksPerDay = 0.35;
const fewestUsers = 8;

/**
 * Users whom identity protection holds to be at risk, each with what became of it: confirmed, remediated, dismissed, at risk once more, or
 * nothing yet.
 */
export function simulateRiskyUsers({ context, organization }: Tenant): readonly TruthRiskyUser[] {
  const random = context.random.split('risky-users');
  const count = Math.max(fewestUsers, Math.round((risksPerDay * context.scale * (context.endMs - context.startMs)) / dayMs));
  const chosen = new Map(Array.from({ length: count }, () => random.pick(organization.users)).map((user) => [user.id, user]));
  return [...chosen.values()].map((user) => {
    let atMs = context.startMs + Math.floor(random.next() * (context.endMs - context.startMs));
    const changes = [{ atUtc: utcText(atMs), state: 'atRisk' as (typeof states)[number], isDeleted: false }];
    // Now and then nobody looks at it any more.
    for (let state = changes[0]!.state; changes.length < 4 && !random.chance(0.3);) {
      state =
        state === 'atRisk'
          ? random.pick(['confirmedCompromised', 'remediated', 'remediated', 'dismissed'] as const)
          : state === 'confirmedCompromised'
            ? 'remediated'
            : 'atRisk';
      if (state === 'atRisk' && !random.chance(0.25)) break;
      atMs += Math.ceil(random.logNormal(600, 1.2) * 60_000);
      changes.push({ atUtc: utcText(atMs), state, isDeleted: false });
    }
    // An account that is deleted keeps its last risk.
    if (random.chance(0.1)) changes.push({ ...changes.at(-1)!, atUtc: utcText(atMs + dayMs), isDeleted: true });
    return {
      id: user.id,
      upn: user.upn,
      displayName: user.displayName,
      changes: changes.filter((change) => Date.parse(change.atUtc) < context.endMs),
    };
  });
}

/** One row each time the risk of a user changes. */
export function riskyUsersTable(users: readonly TruthRiskyUser[]): TelemetryTable {
  const changes = users
    .flatMap((user) => user.changes.map((change) => ({ user, change })))
    .map((item, sequence) => ({ ...item, sequence, atMs: Date.parse(item.change.atUtc) }));
  return {
    name: 'AADRiskyUsers',
    kinds: states,
    plan: (day) =>
      changes
        .filter(({ atMs }) => atMs >= day.startMs && atMs < day.endMs)
        .map(({ atMs, change, sequence }): PlannedEvent => ({ atMs, kind: states.indexOf(change.state), sequence })),
    row({ sequence, atMs }, _day, tenant) {
      const { user, change } = changes[sequence]!;
      return {
        TimeGenerated: utcText(atMs),
        Id: user.id,
        UserPrincipalName: user.upn,
        UserDisplayName: user.displayName,
        RiskState: change.state,
        RiskLevel: change.state === 'remediated' || change.state === 'dismissed' ? 'none' : 'medium',
        RiskDetail: riskDetails[change.state],
        RiskLastUpdatedDateTime: change.atUtc,
        IsDeleted: change.isDeleted,
        IsProcessing: false,
        OperationName: 'User Risk Detection',
        CorrelationId: tenant.context.random.split('AADRiskyUsers', sequence).guid(),
      };
    },
  };
}
