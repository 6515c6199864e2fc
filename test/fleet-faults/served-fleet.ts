import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceServer } from '@mxdr/workspace-server';
import { startWorkspaceServer } from '@mxdr/workspace-server';
import { writeSampleCustomer } from '../reports/sample-fleet.mjs';
import { scriptedWorkspace } from './scripted-rows.ts';

export interface ServedCustomer {
  readonly id: string;
  readonly silentDays?: number;
}

/** Customers whose workspaces are behind a query service on this machine. */
export interface ServedFleet {
  readonly server: WorkspaceServer;
  readonly customersFolder: string;
  /** With which `mxdr report` finds the service, signs in to it, and issues at one instant. */
  readonly env: Readonly<Record<string, string>>;
  readonly workspaceIdOf: (customerId: string) => string;
  readonly tenantIdOf: (customerId: string) => string;
  /** From now on the first number of every answer about the customer is too large, and nothing says so. */
  readonly lieAbout: (customerId: string) => void;
  readonly tellTruth: () => void;
}

/** @param folder gets the customers' files, a certificate and an assertion */
export async function startServedFleet(folder: string, customers: readonly ServedCustomer[]): Promise<ServedFleet> {
  const customersFolder = path.join(folder, 'customers');
  mkdirSync(customersFolder, { recursive: true });
  const liedAbout = new Set<string>();
  const ids = new Map<string, { readonly id: string; readonly tenantId: string }>();
  const workspaces = customers.map(({ id, silentDays = 0 }, number) => {
    writeSampleCustomer(customersFolder, { id, number });
    const file = path.join(customersFolder, id, 'customer.yaml');
    const text = readFileSync(file, 'utf8');
    const [, tenantId = ''] = /^tenantId: (\S+)/mu.exec(text) ?? [];
    const workspaceId = `7b0d2f4e-1111-4222-8333-${String(number).padStart(12, '0')}`;
    writeFileSync(file, text.replace(/^workspace:$/mu, `workspace:\n  workspaceId: ${workspaceId}`));
    ids.set(id, { id: workspaceId, tenantId });
    return {
      id: workspaceId,
      tenantId,
      workspace: scriptedWorkspace({ mark: id, silentDays, lie: () => (liedAbout.has(id) ? 1 : 0) }),
    };
  });
  const server = await startWorkspaceServer({ workspaces });
  const [certificate, assertion] = [path.join(folder, 'service.pem'), path.join(folder, 'assertion')];
  writeFileSync(certificate, server.certificateAuthority);
  writeFileSync(assertion, server.assertion);
  const known = (customerId: string): { readonly id: string; readonly tenantId: string } => {
    const found = ids.get(customerId);
    if (found === undefined) throw new Error(`there is no customer ${customerId}`);
    return found;
  };
  return {
    server,
    customersFolder,
    env: {
      MXDR_QUERY_ENDPOINT: server.origin,
      NODE_EXTRA_CA_CERTS: certificate,
      AZURE_CLIENT_ID: 'cccccccc-3333-4333-8333-333333333333',
      AZURE_FEDERATED_TOKEN_FILE: assertion,
      // Equal evidence gives equal bytes then.
      SOURCE_DATE_EPOCH: '1793692800',
    },
    workspaceIdOf: (customerId) => known(customerId).id,
    tenantIdOf: (customerId) => known(customerId).tenantId,
    lieAbout: (customerId) => liedAbout.add(known(customerId) === undefined ? '' : customerId),
    tellTruth: () => liedAbout.clear(),
  };
}
