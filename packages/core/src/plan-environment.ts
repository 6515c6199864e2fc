import { azureRoles } from './azure-roles.ts';
import type { AzureRole } from './azure-roles.ts';
import type { Customer, Product } from './customer.ts';
import { resourceGroupNameOf, workspaceNameOf } from './environment-names.ts';
import type { ConnectorPlan, EligibleAuthorization, EnvironmentPlan, LighthouseAuthorization } from './environment-plan.ts';
import { checkLighthouse } from './lighthouse-rules.ts';
import type { Operator } from './operator.ts';
import type { Problem } from './problem.ts';

/** Long enough for one incident, short enough that a forgotten activation does not outlive a shift. */
const activationDuration = 'PT4H';

/** Whether the operator may ever change something in the tenant: only then do people get a role that writes. */
export function mayOperatorAct(customer: Pick<Customer, 'response'>): boolean {
  if (customer.response.mode === 'act') return true;
  return Object.values(customer.response.actions)
    .flatMap((mode) => (typeof mode === 'string' ? [mode] : [mode.default, ...Object.values(mode.assets)]))
    .some((mode) => mode === 'act' || mode === 'ask');
}

type Principal = Pick<LighthouseAuthorization, 'principalId' | 'principalDisplayName' | 'principalKind'>;

function authorize(principal: Principal, role: AzureRole): LighthouseAuthorization {
  return { ...principal, roleDefinitionId: role.id, roleName: role.name, reason: role.reason };
}

function toGroup(group: { readonly principalId: string; readonly displayName: string }) {
  return { principalId: group.principalId, principalDisplayName: group.displayName, principalKind: 'group' as const };
}

function planLighthouse(customer: Customer, operator: Operator): Pick<EnvironmentPlan['lighthouse'], 'permanent' | 'eligible'> {
  const { readers, responders, approvers, deployer } = operator.principals;
  const pipeline: Principal = {
    principalId: deployer.principalId,
    principalDisplayName: deployer.displayName,
    principalKind: 'service-principal',
  };
  const eligible: EligibleAuthorization[] = mayOperatorAct(customer)
    ? [
        {
          ...authorize(toGroup(responders), azureRoles.sentinelResponder),
          principalKind: 'group',
          justInTime: {
            multiFactorAuthProvider: 'Azure',
            maximumActivationDuration: activationDuration,
            approvers: [{ principalId: approvers.principalId, principalDisplayName: approvers.displayName }],
          },
        },
      ]
    : [];
  const wanted = [
    authorize(toGroup(readers), azureRoles.reader),
    authorize(toGroup(readers), azureRoles.sentinelReader),
    authorize(toGroup(readers), azureRoles.logAnalyticsReader),
    // The portal refuses an activation to a principal that cannot already see the scope.
    ...eligible.map(() => authorize(toGroup(responders), azureRoles.reader)),
    authorize(pipeline, azureRoles.sentinelContributor),
    authorize(pipeline, azureRoles.logAnalyticsContributor),
    authorize(pipeline, azureRoles.monitoringContributor),
    authorize(pipeline, azureRoles.delegationDelete),
  ];
  const seen = new Set<string>();
  const permanent = wanted.filter(({ principalId, roleDefinitionId }) => {
    const key = `${principalId.toLowerCase()} ${roleDefinitionId}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return { permanent, eligible };
}

/** Diagnostic categories that Entra ID P1, which every customer has, may send. */
const entraCategories = [
  'AuditLogs',
  'ManagedIdentitySignInLogs',
  'NonInteractiveUserSignInLogs',
  'ProvisioningLogs',
  'ServicePrincipalSignInLogs',
  'SignInLogs',
];

function planConnectors(products: readonly Product[]): readonly ConnectorPlan[] {
  const connectors: ConnectorPlan[] = [];
  // The one XDR connector brings the alerts of every Defender product; a product's own connector beside it would double them.
  if (products.some((product) => product !== 'entra-id'))
    connectors.push({ kind: 'defender-xdr', reason: 'Incidents and alerts of the Defender products in scope.' });
  else connectors.push({ kind: 'entra-id-protection', reason: 'Alerts of Entra ID, without a Defender product in scope.' });
  if (products.includes('defender-for-office-365') || products.includes('defender-for-cloud-apps')) {
    connectors.push({
      kind: 'office-365',
      exchange: true,
      sharePoint: true,
      teams: true,
      reason: 'Activity in mail, files and Teams, for investigations and hunts.',
    });
  }
  if (products.includes('entra-id'))
    connectors.push({ kind: 'entra-diagnostics', categories: entraCategories, reason: 'Sign-ins and changes to the directory.' });
  return connectors;
}

function planTables(customer: Customer): EnvironmentPlan['workspace']['tables'] {
  const { retentionDays, tables } = customer.workspace;
  return tables.map(({ name, plan, totalRetentionDays }) =>
    plan === 'Basic'
      ? { name, plan, totalRetentionDays: totalRetentionDays ?? retentionDays }
      : { name, plan, retentionDays, totalRetentionDays: totalRetentionDays ?? retentionDays },
  );
}

function refuse(customer: Customer): Problem[] {
  if (customer.cloud === 'commercial') return [];
  return [
    {
      severity: 'error',
      code: 'MXDR-PLAN-CLOUD',
      message: `customer "${customer.id}" is in the ${customer.cloud} cloud; the service is for commercial public clouds only`,
      position: { file: `customers/${customer.id}/customer.yaml`, line: 1, column: 1 },
      hint: 'Azure Lighthouse cannot delegate across clouds either',
    },
  ];
}

/**
 * Decides one customer's environment: pure, no clock, no order of keys, so equal input gives equal bytes.
 * An array of problems instead of a plan means that nothing may be provisioned: a government or sovereign cloud, or a delegation
 * that breaks the rules of `checkLighthouse`.
 */
export function planEnvironment(customer: Customer, operator: Operator): EnvironmentPlan | Problem[] {
  const refusals = refuse(customer);
  if (refusals.length > 0) return refusals;
  const { id } = customer;
  const resourceGroupName = resourceGroupNameOf(customer);
  const resourceGroupId = `/subscriptions/${customer.subscriptionId}/resourceGroups/${resourceGroupName}`;
  const workspaceName = workspaceNameOf(customer);
  const { dailyCapGb, retentionDays } = customer.workspace;
  const lighthouse = {
    definitionName: `${operator.serviceName} for ${customer.name}`,
    description: `Lets ${operator.name} run ${operator.serviceName} in the resource group ${resourceGroupName}.`,
    managingTenantId: operator.tenantId,
    scope: resourceGroupId,
    ...planLighthouse(customer, operator),
  };
  const problems = checkLighthouse(lighthouse, `customers/${id}/customer.yaml`);
  if (problems.length > 0) return problems;
  return {
    schemaVersion: 1,
    customer: {
      id,
      name: customer.name,
      tenantId: customer.tenantId,
      subscriptionId: customer.subscriptionId,
      primaryDomain: customer.primaryDomain,
      products: customer.products,
    },
    operator: {
      name: operator.name,
      serviceName: operator.serviceName,
      tenantId: operator.tenantId,
      subscriptionId: operator.subscriptionId,
    },
    region: customer.region,
    resourceGroup: { name: resourceGroupName, id: resourceGroupId },
    workspace: {
      name: workspaceName,
      id: `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`,
      retentionDays,
      ...(dailyCapGb === undefined ? {} : { dailyCapGb }),
      tables: planTables(customer),
      portalMode: customer.portalMode,
    },
    providers: ['Microsoft.Insights', 'Microsoft.ManagedServices', 'Microsoft.OperationalInsights', 'Microsoft.SecurityInsights'],
    operatorProviders: ['Microsoft.OperationalInsights', 'Microsoft.SecurityInsights'],
    lighthouse,
    connectors: planConnectors(customer.products),
    disabledRules: customer.rules.disabled,
    state: {
      tenantId: operator.tenantId,
      subscriptionId: operator.subscriptionId,
      ...operator.state,
      keys: {
        access: `customers/${id}/access.tfstate`,
        service: `customers/${id}/service.tfstate`,
        connectors: `customers/${id}/connectors.tfstate`,
      },
    },
    stackIds: { access: `${id}-access`, service: `${id}-service`, connectors: `${id}-connectors` },
    tags: { ...customer.tags, 'managed-by': 'mxdr', 'mxdr-customer': id },
  };
}
