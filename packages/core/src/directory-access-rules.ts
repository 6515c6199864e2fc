import type { DirectoryAccessPlan } from './directory-access.ts';
import { directoryRoles } from './directory-access.ts';
import type { Problem } from './problem.ts';

const roleIds = new Set<string>(Object.values(directoryRoles).map(({ templateId }) => templateId));
const policyName = /^Microsoft Security Experts-.+-DO NOT DELETE$/u;

/** Holds what is set up in a customer's directory against least privilege: nothing reaches Terraform that has not passed here. */
export function checkDirectoryAccess(directory: DirectoryAccessPlan, file: string): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string, hint: string): void =>
    void problems.push({ severity: 'error', code: 'MXDR-PLAN-DIRECTORY', message, position: { file, line: 1, column: 1 }, hint });
  for (const { tier, role, holding } of directory.tiers) {
    if (!roleIds.has(role.templateId))
      report(`${role.name} for ${tier} is not among the roles of the service`, 'Security Reader or Security Operator');
    if (role.isWriter && holding === 'active' && directory.route !== 'pim-for-groups')
      report(
        `${role.name} for ${tier} would be held for as long as the membership lasts`,
        'make it eligible, to be activated just in time',
      );
  }
  for (const { displayName, externalTenants, excludedGroups } of directory.conditionalAccess) {
    if (!policyName.test(displayName))
      report(`the policy "${displayName}" is not named as the service finds it again`, 'Microsoft Security Experts-<policy>-DO NOT DELETE');
    // Without tenants it would concern every guest of the customer; a policy for all needs a way back in.
    if (externalTenants.length === 0 && excludedGroups.length === 0)
      report(`the policy "${displayName}" would concern everybody and leaves no break-glass group out`, 'name access.breakGlassGroupId');
  }
  return problems;
}
