import type { ConsentFile, ConsentInput } from './consent-input.ts';
import { readerOf } from './reader-application.ts';

/** Whether a plan's people come into the Defender portal by the service provider relationship. */
export function usesGdap({ plan }: Pick<ConsentInput, 'plan'>): boolean {
  return plan.directory.tiers.some(({ holding }) => holding === 'gdap');
}

/** Days that the relationship lasts; it is not extended by itself, so that the customer is asked again. */
export const gdapDays = 365;

/** Name of the relationship: unique among the operator's, at most 50 characters, and the customer cannot change it. */
export function gdapNameOf({ plan }: Pick<ConsentInput, 'plan'>): string {
  return `mxdr-${plan.customer.id}`;
}

/** Which group of the operator holds which directory role once the relationship is active. */
export function gdapAssignments({ plan, operator }: Pick<ConsentInput, 'plan' | 'operator'>) {
  const { readers, responders, actors } = operator.principals;
  return plan.directory.tiers
    .filter(({ holding }) => holding === 'gdap')
    .map(({ tier, role }) => ({ tier, role, group: tier === 'analysts' ? readers : (actors ?? responders) }));
}

const inboundTrust = { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: false };

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Bodies of the calls to Microsoft Graph, ready to be sent. */
export function graphFiles(input: ConsentInput): readonly ConsentFile[] {
  const { plan } = input;
  const reader = readerOf(input);
  const crossTenant = [
    { name: 'graph/cross-tenant-access.json', text: json({ tenantId: plan.operator.tenantId, inboundTrust }) },
    { name: 'graph/cross-tenant-access-change.json', text: json({ inboundTrust }) },
    ...(reader === undefined ? [] : [{ name: 'graph/reader-application.json', text: json({ appId: reader.clientId }) }]),
  ];
  if (!usesGdap(input)) return crossTenant;
  const assignments = gdapAssignments(input);
  return [
    ...crossTenant,
    {
      name: 'operator/gdap-relationship.json',
      text: json({
        displayName: gdapNameOf(input),
        duration: `P${gdapDays}D`,
        autoExtendDuration: 'PT0S',
        customer: { tenantId: plan.customer.tenantId, displayName: plan.customer.name },
        accessDetails: { unifiedRoles: assignments.map(({ role }) => ({ roleDefinitionId: role.templateId })) },
      }),
    },
    { name: 'operator/gdap-lock.json', text: json({ action: 'lockForApproval' }) },
    ...assignments.map(({ tier, role, group }) => ({
      name: `operator/gdap-assignment-${tier}.json`,
      text: json({
        accessContainer: { accessContainerId: group.principalId, accessContainerType: 'securityGroup' },
        accessDetails: { unifiedRoles: [{ roleDefinitionId: role.templateId }] },
      }),
    })),
  ];
}
