import type { FactReader } from '../fact-reader.ts';
import { failureOfReply } from '../read-failure.ts';

const apis = { graph: 'Microsoft Graph', defender: 'Microsoft Defender for Endpoint' } as const;

/** The identity's own permissions, from the tokens that it was given anyway: that takes no request and no permission. */
export const readGrantedPermissions: FactReader = {
  name: 'grantedPermissions',
  request: 'the tokens for Microsoft Graph and Microsoft Defender for Endpoint',
  async read({ session }) {
    const permissions: unknown[] = [];
    const identities = new Set<string>();
    for (const service of ['graph', 'defender'] as const) {
      const client = session.clients[service];
      const grants = await client.readGrants(session.signal);
      if (grants === undefined)
        return { failure: { reason: 'error', message: `The token for ${apis[service]} does not say what it grants.` } };
      if ('error' in grants) return { failure: failureOfReply({ kind: 'lost', error: grants.error }, client.origin, undefined) };
      identities.add(grants.identity);
      permissions.push({ api: apis[service], names: grants.names });
    }
    return { value: { identity: identities.has('person') ? 'person' : 'application', permissions } };
  },
};
