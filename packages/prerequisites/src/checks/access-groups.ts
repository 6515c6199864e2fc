import { azureRoles, planEnvironment, refusedAzureRoles } from '@mxdr/core';
import type { Difference, EnvironmentPlan, TenantFacts } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';
import { beyond, judgeDifferences, missing, otherwise } from '../judge-differences.ts';

type Delegation = Extract<TenantFacts['delegations'], { readonly status: 'read' }>['value'][number];

function permanentKey(authorization: { readonly principalId: string; readonly roleDefinitionId: string }): string {
  return `${authorization.principalId} ${authorization.roleDefinitionId}`.toLowerCase();
}

/** Names of roles by id, those that nobody should ever be granted included. */
const roleNames: ReadonlyMap<string, string> = new Map(
  [...Object.values(azureRoles), ...refusedAzureRoles].map((role) => [role.id, role.name]),
);

function nameGranted(one: Delegation['authorizations'][number]): readonly [string, string] {
  const role = roleNames.get(one.roleDefinitionId.toLowerCase()) ?? `role ${one.roleDefinitionId}`;
  return [permanentKey(one), `${role} for ${one.principalDisplayName ?? one.principalId}`];
}

function nameDeclared(one: EnvironmentPlan['lighthouse']['permanent'][number]): readonly [string, string] {
  return [permanentKey(one), `${one.roleName} for ${one.principalDisplayName}`];
}

function toSet(ids: readonly string[]): string {
  return ids
    .map((id) => id.toLowerCase())
    .toSorted()
    .join(' ');
}

function compareRoles(kind: string, declared: ReadonlyMap<string, string>, granted: ReadonlyMap<string, string>): readonly Difference[] {
  return [
    ...[...declared].filter(([key]) => !granted.has(key)).map(([, name]) => missing(`${kind} ${name} is missing`)),
    ...[...granted].filter(([key]) => !declared.has(key)).map(([, name]) => beyond(`${kind} ${name} is granted but not declared`)),
  ];
}

/** What the delegation grants beyond or short of the plan, in words. */
function compareDelegation(delegation: Delegation, plan: EnvironmentPlan['lighthouse']): readonly Difference[] {
  const differences = [
    ...compareRoles('permanent', new Map(plan.permanent.map(nameDeclared)), new Map(delegation.authorizations.map(nameGranted))),
    ...compareRoles('eligible', new Map(plan.eligible.map(nameDeclared)), new Map(delegation.eligibleAuthorizations.map(nameGranted))),
  ];
  for (const declared of plan.eligible) {
    const granted = delegation.eligibleAuthorizations.find((one) => permanentKey(one) === permanentKey(declared));
    if (granted === undefined) continue;
    const name = `eligible ${declared.roleName} for ${declared.principalDisplayName}`;
    const { approvers, maximumActivationDuration, multiFactorAuthProvider } = declared.justInTime;
    if (granted.multiFactorAuthProvider !== multiFactorAuthProvider)
      differences.push(otherwise(`${name} can be activated without multi-factor authentication`));
    if (granted.maximumActivationDuration !== maximumActivationDuration)
      differences.push(otherwise(`${name} lasts ${granted.maximumActivationDuration}, not ${maximumActivationDuration}`));
    if (toSet(granted.approverIds) !== toSet(approvers.map((approver) => approver.principalId)))
      differences.push(otherwise(`${name} has other approvers than declared`));
  }
  return differences;
}

export const accessGroupsCheck: Check = {
  id: 'access-groups',
  title: "The operator's groups have access, exactly as declared",
  permission: 'Reader on the subscription',
  expect: () => 'The resource group is delegated to the operator with the declared roles, neither fewer nor more.',
  judge(context) {
    const { customer, operator } = context;
    if (operator === undefined)
      return {
        state: 'unknown',
        observed: 'operator.yaml could not be read, so the declared access is not known',
        evidence: [],
        mend: 'Mend operator.yaml, then check again.',
      };
    const plan = planEnvironment(customer, operator);
    if (Array.isArray(plan))
      return {
        state: 'not-met',
        observed: plan.map((problem) => problem.message).join('; '),
        evidence: [],
        mend: 'Nothing can be delegated until this is mended.',
      };
    const opened = openFact(context.facts.delegations, 'Delegations', context);
    if ('verdict' in opened) return opened.verdict;
    const ours = opened.value.filter((delegation) => delegation.managingTenantId.toLowerCase() === operator.tenantId.toLowerCase());
    const covering = ours.find((delegation) => delegation.scope.toLowerCase() === plan.lighthouse.scope.toLowerCase());
    const evidence = opened.value.map((delegation) => ({
      text: `${delegation.name}: ${delegation.scope}, ${delegation.authorizations.length} permanent and ${delegation.eligibleAuthorizations.length} eligible roles, ${delegation.provisioningState}`,
      source: opened.source,
    }));
    if (covering === undefined) {
      const observed =
        ours.length === 0
          ? 'nothing is delegated to the operator'
          : `${plan.workspace.resourceGroup.name} is not delegated to the operator, but ${ours.map((delegation) => delegation.scope).join(', ')} is`;
      return {
        state: 'not-met',
        observed,
        evidence,
        mend: `Let the customer deploy the delegation: "mxdr consent ${customer.id}" writes what it takes.`,
      };
    }
    if (covering.provisioningState !== 'Succeeded')
      return {
        state: 'unknown',
        observed: `the delegation is ${covering.provisioningState}`,
        evidence,
        mend: 'Wait until the delegation is provisioned, then read the facts again.',
      };
    const differences = [
      ...compareDelegation(covering, plan.lighthouse),
      ...ours.filter((delegation) => delegation !== covering).map(({ scope }) => beyond(`${scope} is delegated too, but not declared`)),
    ];
    if (differences.length > 0) return judgeDifferences(differences, evidence, 'Deploy the access stack again, or declare the difference.');
    return {
      state: 'met',
      observed: `${plan.lighthouse.permanent.length} permanent and ${plan.lighthouse.eligible.length} eligible roles, exactly as declared`,
      evidence,
    };
  },
};
