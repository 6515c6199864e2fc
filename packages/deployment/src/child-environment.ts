/** Who signs in when a stack is applied. */
export type StackIdentity =
  | { readonly kind: 'operator' }
  /** A workload identity of the customer's tenant; without a client id it is the operator's application, consented to there. */
  | { readonly kind: 'customer'; readonly clientId?: string };

/** Of the machine: where things are, how to reach them, how text looks. */
const ofTheMachine = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
];

/** Of the sign-in: the providers' own settings, and what the platforms that issue tokens set. */
const ofTheSignIn = [
  'AZURE_CONFIG_DIR',
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'AZURE_AUTHORITY_HOST',
  'AZURE_FEDERATED_TOKEN_FILE',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'SYSTEM_OIDCREQUESTURI',
  'SYSTEM_ACCESSTOKEN',
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'MSI_ENDPOINT',
  'MSI_SECRET',
];

/** Where plugins come from. Not TF_VAR_*, TF_CLI_ARGS*, TF_WORKSPACE: they would change what is planned. Not TF_LOG: a trace holds tokens. */
const ofThePlugins = ['TF_CLI_CONFIG_FILE', 'TF_PLUGIN_CACHE_DIR'];

const allowed = new Set([...ofTheMachine, ...ofTheSignIn, ...ofThePlugins]);

/** Storage keys open every customer's state; the state is read by role alone. */
const refused = new Set(['ARM_ACCESS_KEY', 'ARM_SAS_TOKEN']);

function isAllowed(name: string): boolean {
  const upper = name.toUpperCase();
  return (allowed.has(upper) || upper.startsWith('ARM_')) && !refused.has(upper);
}

export interface ChildEnvironmentOptions {
  readonly identity: StackIdentity;
  /** Folder that the stacks share for provider plugins. */
  readonly pluginCache: string;
}

/**
 * The environment of Terraform: what it needs to find itself, the network and an identity, and nothing else of this process. Tenant and
 * subscription are not taken from it: the stack's configuration names them.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  options: ChildEnvironmentOptions,
): Readonly<Record<string, string>> {
  const chosen: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && isAllowed(name)) chosen[name] = value;
  delete chosen['ARM_TENANT_ID'];
  delete chosen['ARM_SUBSCRIPTION_ID'];
  if (options.identity.kind === 'customer' && options.identity.clientId !== undefined) {
    chosen['ARM_CLIENT_ID'] = options.identity.clientId;
    delete chosen['ARM_CLIENT_ID_FILE_PATH'];
  }
  return {
    ...chosen,
    TF_PLUGIN_CACHE_DIR: options.pluginCache,
    // The cache counts only for providers whose hashes a lock file knows; ours lives and dies with the output folder. The versions are exact.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
  };
}
