import { azureRoles, planEnvironment, refusedAzureRoles } from '@mxdr/core';
import type { Difference, EnvironmentPlan, TenantFacts } from '@mxdr/core';
import type { Check } from '../check.ts';
import { openFact } from '../open-fact.ts';
import type { CheckWords } from '../words/check-words.ts';
import { beyond, judgeDifferences, missing, otherwise } from '../judge-differences.ts';

type Delegation = Extract<TenantFacts['delegations'], { readonly status: 'read' }>['value'][number];

type Say = CheckWords['checks']['access-groups'];
type NameRole = (role: string, principal: string) => string;

function permanentKey(authorization: { readonly principalId: string; readonly roleDefinitionId: string }): string {
  return `${authorization.principalId} ${authorization.roleDefinitionId}`.toLowerCase();
}

/** Names of roles by id, those that nobody should ever be granted included. */
const roleNames: ReadonlyMap<string, string> = new Map(
  [...Object.values(azureRoles), ...refusedAzureRoles].map((role) => [role.id, role.name]),
);

/** A role that somebody holds, in words, and whose it is. */
interface NamedRole {
  readonly text: string;
  readonly principal: string;
}

function nameGranted(one: Delegation['authorizations'][number], name: NameRole, say: Say): readonly [string, NamedRole] {
  const role = roleNames.get(one.roleDefinitionId.toLowerCase()) ?? say.role(one.roleDefinitionId);
  const principal = one.principalDisplayName ?? one.principalId;
  return [permanentKey(one), { text: name(role, principal), principal }];
}

function nameDeclared(one: EnvironmentPlan['lighthouse']['permanent'][number], name: NameRole): readonly [string, string] {
  return [permanentKey(one), name(one.roleName, one.principalDisplayName)];
}

function toSet(ids: readonly string[]): string {
  return ids
    .map((id) => id.toLowerCase())
    .toSorted()
    .join(' ');
}

function compareRoles(
  words: CheckWords,
  declared: ReadonlyMap<string, string>,
  granted: ReadonlyMap<string, NamedRole>,
): readonly Difference[] {
  return [
    ...[...declared].filter(([key]) => !granted.has(key)).map(([, name]) => missing(words.differences.missing(name))),
    ...[...granted]
      .filter(([key]) => !declared.has(key))
      .map(([, { text, principal }]) => beyond(words.differences.undeclared(text), principal)),
  ];
}

/** What the delegation grants beyond or short of the plan, in words. */
function compareDelegation(delegation: Delegation, plan: EnvironmentPlan['lighthouse'], words: CheckWords): readonly Difference[] {
  const say = words.checks['access-groups'];
  const differences = [
    ...compareRoles(
      words,
      new Map(plan.permanent.map((one) => nameDeclared(one, say.permanent))),
      new Map(delegation.authorizations.map((one) => nameGranted(one, say.permanent, say))),
    ),
    ...compareRoles(
      words,
      new Map(plan.eligible.map((one) => nameDeclared(one, say.eligible))),
      new Map(delegation.eligibleAuthorizations.map((one) => nameGranted(one, say.eligible, say))),
    ),
  ];
  for (const declared of plan.eligible) {
    const granted = delegation.eligibleAuthorizations.find((one) => permanentKey(one) === permanentKey(declared));
    if (granted === undefined) continue;
    const name = say.eligible(declared.roleName, declared.principalDisplayName);
    const { approvers, maximumActivationDuration, multiFactorAuthProvider } = declared.justInTime;
    if (granted.multiFactorAuthProvider !== multiFactorAuthProvider) differences.push(otherwise(say.noMfa(name)));
    if (granted.maximumActivationDuration !== maximumActivationDuration)
      differences.push(otherwise(say.lasts(name, granted.maximumActivationDuration, maximumActivationDuration)));
    if (toSet(granted.approverIds) !== toSet(approvers.map((approver) => approver.principalId)))
      differences.push(otherwise(say.otherApprovers(name)));
  }
  return differences;
}

export const accessGroupsCheck: Check = {
  id: 'access-groups',
  permission: 'Reader on the subscription',
  expect: () => 'The resource group is delegated to the operator with the declared roles, neither fewer nor more.',
  judge(context) {
    const { customer, operator, words } = context;
    const say = words.checks['access-groups'];
    if (operator === undefined)
      return {
        state: 'unknown',
        observed: say.noOperator,
        evidence: [],
        mend: words.mendFile('operator.yaml'),
      };
    const plan = planEnvironment(customer, operator);
    if (Array.isArray(plan))
      return {
        state: 'not-met',
        observed: words.join(plan.map((problem) => problem.message)),
        evidence: [],
        mend: say.impossible,
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
          ? say.nothing
          : say.elsewhere(plan.workspace.resourceGroup.name, ours.map((delegation) => delegation.scope).join(', '));
      return {
        state: 'not-met',
        observed,
        evidence,
        mend: say.deploy(`mxdr consent ${customer.id}`),
      };
    }
    if (covering.provisioningState !== 'Succeeded')
      return {
        state: 'unknown',
        observed: say.provisioning(covering.provisioningState),
        evidence,
        mend: say.wait,
      };
    const differences = [
      ...compareDelegation(covering, plan.lighthouse, words),
      ...ours.filter((delegation) => delegation !== covering).map(({ scope }) => beyond(say.alsoDelegated(scope))),
    ];
    if (differences.length > 0) return judgeDifferences(differences, evidence, say.deployAgain, words);
    return {
      state: 'met',
      observed: say.met(plan.lighthouse.permanent.length, plan.lighthouse.eligible.length),
      evidence,
    };
  },
};
