// Asks one query as a process of its own: certificates are trusted, and logs of the SDK switched on, before Node starts.
// Usage: node ask-once.mjs TENANT WORKSPACE, with MXDR_CONTRACT_ORIGIN for the server and what `chooseCredential` reads.
import { chooseCredential, createAzureWorkspace, createCredential } from '@mxdr/azure';

const [tenantId, workspaceId] = process.argv.slice(2);
const origin = process.env.MXDR_CONTRACT_ORIGIN;
const workspace = createAzureWorkspace({
  workspaceId,
  customerId: 'contoso',
  credential: createCredential({ ...chooseCredential(tenantId, process.env), authorityHost: origin }),
  endpoint: origin,
  clock: { now: () => Date.now() },
});
const outcome = await workspace.query('SigninLogs | count', { start: '2026-10-01T00:00:00Z', end: '2026-11-01T00:00:00Z' });
process.stdout.write(JSON.stringify(outcome));
