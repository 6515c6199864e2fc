import { azureRoles } from './azure-roles.ts';
import type { AzureRole } from './azure-roles.ts';
import type { Customer } from './customer.ts';
import { resourceGroupNameOf, workspaceNameOf } from './environment-names.ts';
import type { EligibleAuthorization, EnvironmentPlan, LighthouseAuthorization, WorkspacePlan } from './environment-plan.ts';
import { checkDirectoryAccess } from './directory-access-rules.ts';
import { checkLighthouse } from './lighthouse-rules.ts';
import type { Operator } from './operator.ts';
import { planAdditionalConnectors, planConnectors } from './plan-connectors.ts';
import { planDirectoryAccess } from './plan-directory-access.ts';
import { planResponse } from './plan-response.ts';
import type { Problem } from './problem.ts';
import { mayOperatorAct } from './response-modes.ts';
import type { YamlSource } from './yaml-source.ts';

/** Long enough for one incident, short enough that a forgotten activation does not outlive a shift. */
export const activationDuration = 'PT4H';

type Principal = Pick<LighthouseAuthorization, 'principalId' | 'principalDisplayName' | 'principalKind'>;

function authorize(principal: Principal, role: AzureRole): LighthouseAuthorization {
  return { ...principal, roleDefinitionId: role.id, roleName: role.name, reason: role.reason };
}

function toGroup(group: { readonly principalId: string; readonly displayName: string }) {
  return { principalId: group.principalId, principalDisplayName: group.displayName, principalKind: 'group' as const };
}

function planLighthouse(customer: Customer, operator: Operator): Pick<EnvironmentPlan['lighthouse'], 'permanent' | 'eligible'> {
  const { readers, responders, approvers, deployer, readerApplication } = operator.principals;
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
    ...(readerApplication === undefined
      ? []
      : [
          authorize(
            {
              principalId: readerApplication.principalId,
              principalDisplayName: readerApplication.displayName,
              principalKind: 'service-principal',
            },
            azureRoles.logAnalyticsReader,
          ),
        ]),
  ];
  const seen = new Set<string>();
  const permanent = wanted.filter(({ principalId, roleDefinitionId }) => {
    const key = `${principalId.toLowerCase()} ${roleDefinitionId}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return { permanent, eligible };
}

function planTables({ retentionDays, tables }: Pick<Customer['workspace'], 'retentionDays' | 'tables'>): WorkspacePlan['tables'] {
  return tables.map(({ name, plan, totalRetentionDays }) =>
    plan === 'Basic'
      ? { name, plan, totalRetentionDays: totalRetentionDays ?? retentionDays }
      : { name, plan, retentionDays, totalRetentionDays: totalRetentionDays ?? retentionDays },
  );
}

/** Everything about one workspace that its settings and its place decide. */
function placeWorkspace(
  customer: Customer,
  settings: Pick<Customer['workspace'], 'retentionDays' | 'tables' | 'dailyCapGb'>,
  place: Pick<WorkspacePlan, 'key' | 'name' | 'region'> & { readonly resourceGroupName: string },
) {
  const { resourceGroupName, ...rest } = place;
  const resourceGroupId = `/subscriptions/${customer.subscriptionId}/resourceGroups/${resourceGroupName}`;
  return {
    ...rest,
    id: `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/${place.name}`,
    resourceGroup: { name: resourceGroupName, id: resourceGroupId },
    retentionDays: settings.retentionDays,
    ...(settings.dailyCapGb === undefined ? {} : { dailyCapGb: settings.dailyCapGb }),
    tables: planTables(settings),
    portalMode: customer.portalMode,
  };
}

function planWorkspace(customer: Customer): WorkspacePlan {
  const { workspace, region } = customer;
  const { customerManagedKey } = workspace;
  return {
    ...placeWorkspace(customer, workspace, {
      key: 'primary',
      name: workspaceNameOf(customer),
      region,
      resourceGroupName: resourceGroupNameOf(customer),
    }),
    connectors: planConnectors(customer),
    userBehaviour: workspace.userBehaviour,
    ...(customerManagedKey === undefined
      ? {}
      : { customerManagedKey: { ...customerManagedKey, clusterName: `lac-${customer.id}-sentinel` } }),
  };
}

function planAdditionalWorkspaces(customer: Customer): readonly WorkspacePlan[] {
  return customer.additionalWorkspaces.map((settings) => ({
    ...placeWorkspace(customer, settings, {
      key: settings.key,
      name: workspaceNameOf(customer, settings),
      region: settings.region,
      resourceGroupName: resourceGroupNameOf(customer, settings),
    }),
    connectors: planAdditionalConnectors(customer, settings.connectors),
    userBehaviour: false,
  }));
}

function refuse(customer: Customer, source: YamlSource | undefined): Problem[] {
  if (customer.cloud === 'commercial') return [];
  return [
    {
      severity: 'error',
      code: 'MXDR-PLAN-CLOUD',
      message: `customer "${customer.id}" is in the ${customer.cloud} cloud; the service is for commercial public clouds only`,
      position: source?.positionOf(['cloud']) ?? { file: `customers/${customer.id}/customer.yaml`, line: 1, column: 1 },
      hint: 'Azure Lighthouse cannot delegate across clouds either',
    },
  ];
}

/**
 * Decides one customer's environment: pure, no clock, no order of keys, so equal input gives equal bytes.
 * An array of problems instead of a plan means that nothing may be provisioned: a government or sovereign cloud, or an access that
 * breaks the rules of `checkLighthouse` or `checkDirectoryAccess`.
 * @param source the customer's file, for positions of problems; without it they stand at its beginning
 */
export function planEnvironment(customer: Customer, operator: Operator, source?: YamlSource): EnvironmentPlan | Problem[] {
  const refusals = refuse(customer, source);
  if (refusals.length > 0) return refusals;
  const { id } = customer;
  const workspace = planWorkspace(customer);
  const additionalWorkspaces = planAdditionalWorkspaces(customer);
  const lighthouse = {
    definitionName: `${operator.serviceName} for ${customer.name}`,
    description: `Lets ${operator.name} run ${operator.serviceName} in the resource group ${[workspace, ...additionalWorkspaces].map(({ resourceGroup }) => resourceGroup.name).join(' and ')}.`,
    managingTenantId: operator.tenantId,
    scope: workspace.resourceGroup.id,
    additionalScopes: additionalWorkspaces.map(({ resourceGroup }) => resourceGroup.id),
    ...planLighthouse(customer, operator),
  };
  const directory = planDirectoryAccess(customer, operator, mayOperatorAct(customer), activationDuration);
  const file = source?.file ?? `customers/${id}/customer.yaml`;
  const problems = [...checkLighthouse(lighthouse, file), ...checkDirectoryAccess(directory, file)];
  if (problems.length > 0) return problems;
  const { fusion, incidents, anomalies } = customer.microsoftRules;
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
    workspace,
    additionalWorkspaces,
    providers: [
      'Microsoft.Insights',
      ...(workspace.customerManagedKey === undefined ? [] : ['Microsoft.KeyVault']),
      'Microsoft.ManagedServices',
      'Microsoft.OperationalInsights',
      'Microsoft.SecurityInsights',
    ],
    operatorProviders: ['Microsoft.OperationalInsights', 'Microsoft.SecurityInsights'],
    lighthouse,
    directory,
    response: planResponse(customer),
    microsoftRules: { fusion, incidentProducts: incidents ? customer.products : [], anomalies },
    healthEmail: operator.healthEmail ?? operator.deliveryTeam[0]?.email ?? '',
    ...(customer.offboarding === undefined ? {} : { offboarding: customer.offboarding }),
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
