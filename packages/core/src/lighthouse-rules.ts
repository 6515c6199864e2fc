import { azureRoles, refusedAzureRoles } from './azure-roles.ts';
import type { AzureRole } from './azure-roles.ts';
import type { EnvironmentPlan, LighthouseAuthorization } from './environment-plan.ts';
import type { Problem } from './problem.ts';

const rolesById: ReadonlyMap<string, AzureRole> = new Map(Object.values(azureRoles).map((role): [string, AzureRole] => [role.id, role]));

/** Minutes of an ISO 8601 duration of hours and minutes; `undefined` for any other form. */
function minutesOf(duration: string): number | undefined {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?$/u.exec(duration);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  return Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
}

function who({ principalDisplayName, roleName }: LighthouseAuthorization): string {
  return `${roleName} for "${principalDisplayName}"`;
}

/**
 * Holds a delegation against the rules of Azure Lighthouse and of least privilege. Terraform's own validation accepts Owner and
 * day-long activations; so nothing reaches Terraform that has not passed here.
 */
export function checkLighthouse(
  lighthouse: Pick<EnvironmentPlan['lighthouse'], 'scope' | 'permanent' | 'eligible'> &
    Partial<Pick<EnvironmentPlan['lighthouse'], 'additionalScopes'>>,
  file: string,
): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string, hint: string): void =>
    void problems.push({ severity: 'error', code: 'MXDR-PLAN-LIGHTHOUSE', message, position: { file, line: 1, column: 1 }, hint });
  const { permanent, eligible } = lighthouse;
  for (const scope of [lighthouse.scope, ...(lighthouse.additionalScopes ?? [])]) {
    if (!/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/u.test(scope))
      report(`the delegated scope ${scope} is not one resource group`, 'delegate the resource group of the workspace only');
  }
  for (const authorization of [...permanent, ...eligible]) {
    const refused = refusedAzureRoles.find((role) => role.id === authorization.roleDefinitionId.toLowerCase());
    if (refused !== undefined) report(`${who(authorization)} is refused`, refused.reason);
    else if (!rolesById.has(authorization.roleDefinitionId.toLowerCase()))
      report(
        `${who(authorization)} is not among the roles that this service delegates`,
        'add it to the list of roles with a reason, or leave it out',
      );
  }
  for (const authorization of permanent) {
    const isWriter = rolesById.get(authorization.roleDefinitionId.toLowerCase())?.isWriter === true;
    if (isWriter && authorization.principalKind === 'group')
      report(`${who(authorization)} would be a permanent write role for people`, 'make it eligible, to be activated just in time');
  }
  for (const authorization of eligible) {
    // The type says group; a plan that was read from a file may say otherwise.
    if ((authorization.principalKind as string) !== 'group')
      report(`${who(authorization)} is eligible, but only groups can activate roles`, 'service principals need a permanent authorization');
    const { justInTime } = authorization;
    const minutes = minutesOf(justInTime.maximumActivationDuration);
    if (minutes === undefined || minutes < 30 || minutes > 480)
      report(`${who(authorization)} may be active for ${justInTime.maximumActivationDuration}`, 'Azure takes PT30M to PT8H');
    if ((justInTime.multiFactorAuthProvider as string) !== 'Azure')
      report(`${who(authorization)} can be activated without multi-factor authentication`, 'set the provider to Azure');
    if (justInTime.approvers.length === 0 || justInTime.approvers.length > 10)
      report(`${who(authorization)} has ${justInTime.approvers.length} approvers`, 'a role that writes needs 1 to 10');
    const isSeen = permanent.some((one) => one.principalId === authorization.principalId && one.roleDefinitionId === azureRoles.reader.id);
    if (!isSeen) report(`${who(authorization)} has no permanent Reader beside it`, 'without it the activation fails in the portal');
    const twin = eligible.find(
      (one) => one.roleDefinitionId === authorization.roleDefinitionId && JSON.stringify(one.justInTime) !== JSON.stringify(justInTime),
    );
    if (twin !== undefined)
      report(
        `${who(authorization)} has another activation policy than ${who(twin)}`,
        'all eligible authorizations of one role share one policy',
      );
  }
  if (!permanent.some((authorization) => authorization.roleDefinitionId === azureRoles.delegationDelete.id))
    report(`nobody holds ${azureRoles.delegationDelete.name}`, 'without it the operator cannot leave by itself');
  return problems;
}
