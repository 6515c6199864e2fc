import type { SimulationContext } from '../simulation-options.ts';

/** An application that signs in by itself: a service principal of the tenant. */
export interface SimulatedApplication {
  readonly name: string;
  readonly appId: string;
  readonly objectId: string;
  /** Addresses that it always comes from. */
  readonly addresses: readonly string[];
  readonly resource: string;
  readonly keyId: string;
  readonly country: string;
}

const known = [
  ['Backup for Microsoft 365', ['203.0.113.130'], 'Microsoft Graph', 'NL'],
  ['Terraform pipeline', ['203.0.113.131', '203.0.113.132'], 'Azure Resource Manager', 'NL'],
  ['Service desk integration', ['203.0.113.133'], 'Microsoft Graph', 'IE'],
  ['HR provisioning', ['203.0.113.134'], 'Microsoft Graph', 'DE'],
  ['Security operations reporting', ['203.0.113.135'], 'Log Analytics API', 'NL'],
] as const;

/** The applications of the tenant, the same for the same seed. */
export function applications({ random }: SimulationContext): readonly SimulatedApplication[] {
  return known.map(([name, addresses, resource, country]) => {
    const own = random.split('application', name);
    return { name, appId: own.guid(), objectId: own.guid(), keyId: own.guid(), addresses, resource, country };
  });
}
