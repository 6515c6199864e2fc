import type { HandedOver } from './hand-over.ts';

/** Where a running server is, and what to reach it with. Holds no secret: those are in files. */
export interface ServerAccess {
  /** `https://localhost:<port>` */
  readonly address: string;
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Name of the workspace as a database of Azure Data Explorer. */
  readonly database: string;
  /** Something to ask that has an answer. */
  readonly query: string;
  readonly files: HandedOver;
}

/** Lines that can be pasted into a shell as they are. */
export function describeAccess(access: ServerAccess, description: string): string {
  const { address, files, workspaceId, database } = access;
  const url = `${address}/v1/workspaces/${workspaceId}/query`;
  const question = JSON.stringify({ query: access.query });
  const kusto = JSON.stringify({ db: database, csl: access.query });
  const curl = `curl --cacert ${quote(files.certificate)} -H @${quote(files.authorization)} -H 'Content-Type: application/json'`;
  const script =
    'const [name, value] = require("fs").readFileSync(process.argv[1], "utf8").trim().split(": ");' +
    ' fetch(process.argv[2], { headers: { [name]: value } }).then((answer) => answer.text()).then(console.log)';
  const settings = [
    ['NODE_EXTRA_CA_CERTS', files.certificate],
    ['AZURE_AUTHORITY_HOST', address],
    ['AZURE_TENANT_ID', access.tenantId],
    ['AZURE_CLIENT_ID', access.clientId],
    ['AZURE_FEDERATED_TOKEN_FILE', files.assertion],
  ];
  return [
    `${description} as workspace ${workspaceId} on ${address}  (Ctrl+C ends it)`,
    `certificate: ${files.certificate}`,
    '',
    'curl:',
    `  ${curl} -d ${quote(question)} ${url}`,
    '',
    'Node:',
    `  NODE_EXTRA_CA_CERTS=${quote(files.certificate)} node -e ${quote(script)} ${quote(files.authorization)} '${url}?query=${encodeURIComponent(access.query)}'`,
    '',
    'Azure SDK (a workload identity with disableInstanceDiscovery, and a client of this endpoint):',
    `  export ${settings.map(([name, value]) => `${name}=${quote(value ?? '')}`).join(' ')}`,
    '',
    `Clients of Azure Data Explorer (cluster ${address}, database ${database}, the token of ${files.authorization}):`,
    `  ${curl} -d ${quote(kusto)} ${address}/v2/rest/query`,
  ].join('\n');
}

/** A word of a shell, whatever is in it. */
export function quote(text: string): string {
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
