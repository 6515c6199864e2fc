import type { LicenceCapability, Product, TenantFacts } from '@mxdr/core';
import { servicePlans, tenantFactsSchema } from '@mxdr/core';
import { utcText } from './log-row.ts';
import type { Organization, SimulatedDevice } from './organization.ts';
import type { SimulationContext } from './simulation-options.ts';

/** What a product needs to be licensed. */
const capabilityOf: Readonly<Record<Product, LicenceCapability>> = {
  'defender-for-endpoint': 'mde-p2',
  'defender-for-office-365': 'mdo-p2',
  'defender-for-identity': 'mdi',
  'defender-for-cloud-apps': 'mda',
  'entra-id': 'entra-p2',
};

const antivirusModes = { active: '0', passive: '1', disabled: '2' } as const;

/**
 * The tenant's facts at its end: a licence for the products in use, the same people and devices as in the logs. Some antivirus
 * engines are passive or off, so that a check of them has something to say. No delegation is there: access has yet to be given.
 */
export function makeFacts(context: SimulationContext, organization: Organization): TenantFacts {
  const takenMs = context.endMs;
  const readAt = utcText(takenMs);
  const read = <Value>(request: string, value: Value) => ({ status: 'read' as const, readAt, request, value });
  const random = context.random.split('facts');
  const { customer } = context;
  const capabilities: readonly LicenceCapability[] = ['entra-p1', ...customer.products.map((product) => capabilityOf[product])];
  const userCount = organization.users.length;
  const seats = Math.ceil(userCount * 1.02);
  const devices = organization.devices.filter((device) => device.mergedToDeviceId === '');
  return tenantFactsSchema.parse({
    schemaVersion: 1,
    kind: 'sample',
    tenantId: customer.tenantId,
    takenAt: readAt,
    openIdConfiguration: read(`GET https://login.microsoftonline.com/${customer.domain}/.well-known/openid-configuration`, {
      issuerTenantId: customer.tenantId,
      tenantRegionScope: 'EU',
    }),
    subscribedSkus: read('GET /v1.0/subscribedSkus', [
      {
        skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
        skuPartNumber: 'SPE_E5',
        capabilityStatus: 'Enabled',
        consumedUnits: userCount,
        prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
        servicePlans: servicePlans
          .filter((plan) => plan.cloud === 'any' && capabilities.includes(plan.capability))
          .map((plan) => ({ servicePlanId: plan.id, servicePlanName: plan.name, provisioningStatus: 'Success' })),
      },
    ]),
    users: read('GET /v1.0/users?$count=true&$filter=assignedPlans/any(...)', {
      rule: 'enabled members, without shared mailboxes and service accounts',
      all: { count: userCount, assigned: Object.fromEntries(capabilities.map((capability) => [capability, userCount])) },
    }),
    devices: read('GET /api/machines?$top=10000', devices.map(deviceFact)),
    antivirus: read(
      'GET /api/deviceavinfo?$top=10000',
      devices
        .filter((device) => device.onboardingStatus === 'Onboarded')
        .map((device) => ({
          deviceId: device.id,
          avMode: antivirusModes[device.antivirusMode],
          refreshedAt: utcText(takenMs - random.integer(1, 72) * 3_600_000),
        })),
    ),
    groups: read('GET /v1.0/groups', []),
    conditionalAccessPolicies: read('GET /v1.0/identity/conditionalAccess/policies', [
      { id: random.guid(), displayName: 'Require MFA for administrators', state: 'enabled' },
    ]),
    delegations: read('GET /subscriptions/{id}/providers/Microsoft.ManagedServices/registrationAssignments', []),
  });
}

function deviceFact(device: SimulatedDevice) {
  return {
    id: device.id,
    name: device.name,
    osPlatform: device.osPlatform,
    onboardingStatus: device.onboardingStatus === 'Onboarded' ? 'Onboarded' : 'CanBeOnboarded',
    healthStatus: device.sensorHealth === 'Active' ? 'Active' : device.sensorHealth === 'Inactive' ? 'Inactive' : 'ImpairedCommunication',
    deviceGroup: device.kind === 'Server' ? 'Servers' : 'Workstations',
  };
}
