import type { EligibleAuthorization, EnvironmentPlan, LighthouseAuthorization } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { ConsentFile, ConsentInput } from './consent-input.ts';
import { literalForTemplate, quoteForBicep } from './escape-text.ts';

const definitionApi = '2022-10-01';
const groupApi = '2022-09-01';
const deploymentApi = '2022-09-01';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

function authorizationBody({ principalId, principalDisplayName, roleDefinitionId }: LighthouseAuthorization) {
  return { principalId, principalIdDisplayName: principalDisplayName, roleDefinitionId };
}

function eligibleBody(authorization: EligibleAuthorization) {
  const { multiFactorAuthProvider, maximumActivationDuration, approvers } = authorization.justInTime;
  return {
    ...authorizationBody(authorization),
    justInTimeAccessPolicy: {
      multiFactorAuthProvider,
      maximumActivationDuration,
      managedByTenantApprovers: approvers.map(({ principalId, principalDisplayName }) => ({
        principalId,
        principalIdDisplayName: principalDisplayName,
      })),
    },
  };
}

function definitionProperties({ lighthouse }: EnvironmentPlan) {
  return {
    registrationDefinitionName: lighthouse.definitionName,
    description: lighthouse.description,
    managedByTenantId: lighthouse.managingTenantId,
    authorizations: lighthouse.permanent.map(authorizationBody),
    eligibleAuthorizations: lighthouse.eligible.map(eligibleBody),
  };
}

/** Full resource id of the registration definition. */
export function definitionIdOf({ plan, names }: Pick<ConsentInput, 'plan' | 'names'>): string {
  return `/subscriptions/${plan.customer.subscriptionId}/providers/Microsoft.ManagedServices/registrationDefinitions/${names.definition}`;
}

/** Plain data with every text literal: no name of a group or a customer becomes an expression. */
function literal(value: Json): Json {
  if (typeof value === 'string') return literalForTemplate(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(literal);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, literal(one)]));
}

function armTemplate(input: ConsentInput): Json {
  const { plan, names } = input;
  const definitionId = definitionIdOf(input);
  const groups = workspacesOf(plan).map(({ resourceGroup, region }) => ({
    type: 'Microsoft.Resources/resourceGroups',
    apiVersion: groupApi,
    name: resourceGroup.name,
    location: region,
    tags: literal(plan.tags),
  }));
  const assignments = workspacesOf(plan).map(({ resourceGroup, key }) => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: deploymentApi,
    name: `mxdr-delegation-${key}`,
    resourceGroup: resourceGroup.name,
    // By name, which is unique here.
    dependsOn: [names.definition, resourceGroup.name],
    properties: {
      mode: 'Incremental',
      template: {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [
          {
            type: 'Microsoft.ManagedServices/registrationAssignments',
            apiVersion: definitionApi,
            name: names.assignments[resourceGroup.id] ?? '',
            properties: { registrationDefinitionId: definitionId },
          },
        ],
      },
    },
  }));
  return {
    $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      ...groups,
      {
        type: 'Microsoft.ManagedServices/registrationDefinitions',
        apiVersion: definitionApi,
        name: names.definition,
        properties: literal(definitionProperties(plan)),
      },
      ...assignments,
    ],
  };
}

/** A value in Bicep's own notation. */
function bicepValue(value: Json, indent = ''): string {
  if (typeof value === 'string') return quoteForBicep(value);
  if (typeof value !== 'object') return String(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[\n${value.map((one) => `${deeper}${bicepValue(one, deeper)}\n`).join('')}${indent}]`;
  }
  const fields = Object.entries(value).map(([key, one]) => {
    const name = /^[A-Za-z_]\w*$/u.test(key) ? key : quoteForBicep(key);
    return `${deeper}${name}: ${bicepValue(one, deeper)}\n`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}${indent}}`;
}

function bicepTemplate({ plan, names }: ConsentInput): string {
  const parts = [
    "targetScope = 'subscription'",
    `resource definition 'Microsoft.ManagedServices/registrationDefinitions@${definitionApi}' = ${bicepValue({
      name: names.definition,
      properties: definitionProperties(plan),
    })}`,
    ...workspacesOf(plan).flatMap(({ resourceGroup, region }, index) => [
      `resource group${index} 'Microsoft.Resources/resourceGroups@${groupApi}' = ${bicepValue({
        name: resourceGroup.name,
        location: region,
        tags: plan.tags,
      })}`,
      [
        `module assignment${index} 'lighthouse-assignment.bicep' = {`,
        `  name: 'mxdr-delegation-${index}'`,
        `  scope: group${index}`,
        '  params: {',
        `    assignmentName: ${quoteForBicep(names.assignments[resourceGroup.id] ?? '')}`,
        '    definitionId: definition.id',
        '  }',
        '}',
      ].join('\n'),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const bicepAssignment = `param assignmentName string
param definitionId string

resource assignment 'Microsoft.ManagedServices/registrationAssignments@${definitionApi}' = {
  name: assignmentName
  properties: {
    registrationDefinitionId: definitionId
  }
}
`;

/** The delegation as a template of Azure Resource Manager and as Bicep: the same authorizations that the access stack makes. */
export function lighthouseFiles(input: ConsentInput): readonly ConsentFile[] {
  return [
    { name: 'lighthouse.json', text: `${JSON.stringify(armTemplate(input), null, 2)}\n` },
    { name: 'lighthouse.bicep', text: bicepTemplate(input) },
    { name: 'lighthouse-assignment.bicep', text: bicepAssignment },
  ];
}
