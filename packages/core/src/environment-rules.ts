import { azureRegions, regionsOf, restrictedRegions } from './azure-regions.ts';
import type { Customer } from './customer.ts';
import { resourceGroupNameOf, workspaceNameOf } from './environment-names.ts';
import { nearestName } from './nearest-name.ts';
import type { Problem, ProblemSeverity } from './problem.ts';
import { mayOperatorAct } from './response-modes.ts';
import type { YamlPath } from './yaml-source.ts';

/** Takes one problem of a customer's file. */
export type Report = (path: YamlPath, code: Problem['code'], message: string, hint?: string, severity?: ProblemSeverity) => void;

/** Tags that the product writes itself. */
const ownTags = ['managed-by', 'mxdr-customer'];
/** Resources take 50, but not all of them; 15 is what the strictest takes. */
const mostTags = 15;
const longestInteractiveDays = 730;

type Place = Pick<Customer['additionalWorkspaces'][number], 'region' | 'dataResidency'>;

function checkPlace({ region, dataResidency }: Place, base: YamlPath, report: Report): void {
  const path = [...base, 'region'];
  if (!Object.hasOwn(azureRegions, region)) {
    const nearest = nearestName(region, Object.keys(azureRegions));
    report(
      path,
      'MXDR-CUSTOMER-REGION',
      `region "${region}" is not a public region of Azure`,
      nearest === undefined ? 'write its name without spaces, e.g. westeurope' : `did you mean ${nearest}?`,
    );
  } else if (dataResidency !== undefined && !regionsOf(dataResidency).includes(region)) {
    report(
      path,
      'MXDR-CUSTOMER-RESIDENCY',
      `region ${region} (${azureRegions[region]}) is outside the data residency "${dataResidency}"`,
      `choose one of ${regionsOf(dataResidency).join(', ')}`,
    );
  } else if (restrictedRegions.has(region)) {
    report(
      path,
      'MXDR-CUSTOMER-REGION',
      `Azure gives access to region ${region} on request only`,
      'ask Microsoft for it first, or choose the region that it is paired with',
      'warning',
    );
  }
}

/** Regions that exist, and where the contract wants them. Other clouds are refused elsewhere. */
export function checkPlaces(customer: Customer, report: Report): void {
  if (customer.cloud !== 'commercial') return;
  const isGovernmentRegion = /^(usgov|usdod|ussec|usnat|china)/u.test(customer.region);
  if (isGovernmentRegion)
    report(
      ['region'],
      'MXDR-CUSTOMER-REGION',
      `region "${customer.region}" does not belong to the commercial cloud`,
      'name a public region, or the true cloud',
    );
  else checkPlace(customer, [], report);
  customer.additionalWorkspaces.forEach((workspace, i) => {
    const dataResidency = workspace.dataResidency ?? customer.dataResidency;
    checkPlace(
      { region: workspace.region, ...(dataResidency === undefined ? {} : { dataResidency }) },
      ['additionalWorkspaces', i],
      report,
    );
  });
}

function checkContractRetention(customer: Customer, report: Report): void {
  const least = customer.contract.retentionDays;
  if (least === undefined) return;
  const kept = [
    { base: ['workspace'] as YamlPath, settings: customer.workspace },
    ...customer.additionalWorkspaces.map((settings, i) => ({ base: ['additionalWorkspaces', i] as YamlPath, settings })),
  ];
  for (const { base, settings } of kept) {
    settings.tables.forEach(({ name, totalRetentionDays }, i) => {
      const total = totalRetentionDays ?? settings.retentionDays;
      if (total < least)
        report(
          [...base, 'tables', i, 'totalRetentionDays'],
          'MXDR-CUSTOMER-CONTRACT',
          `${name} is kept ${total} days; the contract asks for ${least}`,
          `set totalRetentionDays to at least ${least}`,
        );
    });
    if (settings.retentionDays >= least) continue;
    // Beyond two years only tables that are named can be kept; the others cannot be made to.
    const isReachable = least <= longestInteractiveDays;
    report(
      [...base, 'retentionDays'],
      'MXDR-CUSTOMER-CONTRACT',
      `tables that are not named are kept ${settings.retentionDays} days; the contract asks for ${least}`,
      isReachable ? `set retentionDays to at least ${least}` : 'name every table that the contract means, with its totalRetentionDays',
      isReachable || settings.tables.length === 0 ? 'error' : 'warning',
    );
  }
}

function checkKeys(customer: Customer, report: Report): void {
  const key = customer.workspace.customerManagedKey;
  if (key === undefined) return;
  const vault = key.keyVaultId.split('/').at(-1)?.toLowerCase();
  if (!key.keyId.startsWith(`https://${vault}.`))
    report(
      ['workspace', 'customerManagedKey', 'keyId'],
      'MXDR-CUSTOMER-KEY',
      `the key is not in the vault "${vault}" that keyVaultId names`,
      'give the address of a key of that vault: the right to use it is given there',
    );
}

function checkAdditionalWorkspaces(customer: Customer, report: Report): void {
  const seen = new Map<string, string>([
    [`key primary`, 'the first workspace'],
    [`name ${workspaceNameOf(customer).toLowerCase()}`, 'the first workspace'],
    [`resource group ${resourceGroupNameOf(customer).toLowerCase()}`, 'the first workspace'],
  ]);
  customer.additionalWorkspaces.forEach((workspace, i) => {
    const base: YamlPath = ['additionalWorkspaces', i];
    for (const [kind, value, field] of [
      ['key', workspace.key, 'key'],
      ['name', workspaceNameOf(customer, workspace), 'name'],
      ['resource group', resourceGroupNameOf(customer, workspace), 'resourceGroup'],
    ] as const) {
      const holder = seen.get(`${kind} ${value.toLowerCase()}`);
      if (holder !== undefined)
        report([...base, field], 'MXDR-CUSTOMER-DUPLICATE', `${kind} "${value}" is also that of ${holder}`, 'every workspace has its own');
      seen.set(`${kind} ${value.toLowerCase()}`, `the workspace ${workspace.key}`);
    }
    workspace.connectors.forEach((connector, place) => {
      const isInScope =
        connector === 'entra-diagnostics'
          ? customer.products.includes('entra-id')
          : customer.products.includes('defender-for-office-365') || customer.products.includes('defender-for-cloud-apps');
      if (!isInScope)
        report(
          [...base, 'connectors', place],
          'MXDR-CUSTOMER-CONNECTOR',
          `${connector} delivers to ${workspace.key}, but its product is not in scope`,
          connector === 'entra-diagnostics' ? 'add entra-id to products' : 'add defender-for-office-365 to products',
        );
    });
  });
}

function checkMicrosoftRules(customer: Customer, report: Report): void {
  const { microsoftRules, connectors, portalMode, workspace, products } = customer;
  const needsAzure = 'in the Defender portal Microsoft switches it off; leave it out, or set portalMode to azure where that is true';
  if (portalMode === 'defender') {
    if (microsoftRules.fusion)
      report(['microsoftRules', 'fusion'], 'MXDR-CUSTOMER-PORTAL', 'Fusion does not run in a workspace of the Defender portal', needsAzure);
    if (microsoftRules.incidents)
      report(
        ['microsoftRules', 'incidents'],
        'MXDR-CUSTOMER-PORTAL',
        'rules that make incidents of product alerts do not run in a workspace of the Defender portal',
        needsAzure,
      );
    if (connectors.defender === 'per-product')
      report(
        ['connectors', 'defender'],
        'MXDR-CUSTOMER-CONNECTOR',
        'a workspace of the Defender portal gets the alerts of all products; their own connectors would double them',
        'leave it at xdr, or set portalMode to azure where that is true',
      );
  } else if (microsoftRules.incidents && connectors.defender === 'xdr' && products.some((product) => product !== 'entra-id')) {
    report(
      ['microsoftRules', 'incidents'],
      'MXDR-CUSTOMER-CONNECTOR',
      'the connector of Defender XDR brings incidents already; rules that make them again would double each',
      'leave incidents out, or set connectors.defender to per-product',
    );
  }
  if (microsoftRules.anomalies.length > 0 && !workspace.userBehaviour)
    report(
      ['microsoftRules', 'anomalies'],
      'MXDR-CUSTOMER-ANOMALY',
      'anomaly rules learn from the behaviour of users, which is switched off here',
      'set workspace.userBehaviour to true',
    );
  const seen = new Set<string>();
  microsoftRules.anomalies.forEach(({ name }, i) => {
    if (seen.has(name.toLowerCase()))
      report(
        ['microsoftRules', 'anomalies', i, 'name'],
        'MXDR-CUSTOMER-DUPLICATE',
        `the anomaly rule "${name}" is named twice`,
        'keep one of them',
      );
    seen.add(name.toLowerCase());
  });
  if (connectors.entraRisk && !products.includes('entra-id'))
    report(
      ['connectors', 'entraRisk'],
      'MXDR-CUSTOMER-CONNECTOR',
      'risk events are sent with the logs of Entra ID, which is not in scope',
      'add entra-id to products',
    );
}

function checkRoute(customer: Customer, report: Report): void {
  const { access } = customer;
  const mayAct = mayOperatorAct(customer);
  const missing = (field: 'approverGroupId' | 'connectedOrganizationId' | 'people', why: string, hint: string): void =>
    report(['access', field], 'MXDR-CUSTOMER-ACCESS', `access.${field} is missing: ${why}`, hint);
  const approver = 'name the group of the customer that approves';
  if (access.route === 'access-packages') {
    if (access.approverGroupId === undefined) missing('approverGroupId', 'somebody must approve a request for a package', approver);
    if (access.connectedOrganizationId === undefined)
      missing(
        'connectedOrganizationId',
        "without it nobody of the operator's tenant can ask for a package",
        'make the connected organization first; Terraform has no resource for it',
      );
  }
  if (access.route === 'pim-for-groups') {
    if (access.people.length === 0) missing('people', 'nobody could activate a membership', 'name the guest accounts of the analysts');
    if (mayAct && access.approverGroupId === undefined) missing('approverGroupId', 'a role that writes needs an approver', approver);
  }
  const seen = new Set<string>();
  access.people.forEach((person, i) => {
    const path = ['access', 'people', i];
    if (access.route !== 'pim-for-groups')
      report(
        path,
        'MXDR-CUSTOMER-ACCESS',
        `${person.name} is named, but with ${access.route} nobody is given access by name`,
        'leave people out, or choose pim-for-groups',
      );
    if (person.tier === 'responders' && !mayAct)
      report(
        [...path, 'tier'],
        'MXDR-CUSTOMER-ACCESS',
        `${person.name} is a responder, but the operator never acts for this customer`,
        'make it analysts, or allow an action under response',
      );
    const key = `${person.objectId.toLowerCase()} ${person.tier}`;
    if (seen.has(key))
      report([...path, 'objectId'], 'MXDR-CUSTOMER-DUPLICATE', `${person.name} is named twice as ${person.tier}`, 'keep one of them');
    seen.add(key);
  });
}

function checkTags(customer: Customer, report: Report): void {
  const names = Object.keys(customer.tags);
  if (names.length > mostTags - ownTags.length)
    report(
      ['tags'],
      'MXDR-CUSTOMER-TAGS',
      `${names.length} tags beside our ${ownTags.length}: more than ${mostTags} in all, which not every Azure resource takes`,
      'take some out',
    );
  for (const name of names) {
    const path = ['tags', name];
    if (ownTags.includes(name.toLowerCase()))
      report(path, 'MXDR-CUSTOMER-TAGS', `tag "${name}" is written by the product itself`, 'give it another name');
    else if (/^(?:hidden-title|microsoft|azure|windows)/iu.test(name))
      report(path, 'MXDR-CUSTOMER-TAGS', `tag "${name}" is reserved by Azure`, 'give it another name');
  }
}

function checkNames(customer: Customer, report: Report): void {
  for (const [path, name] of [
    [['workspace', 'resourceGroup'], customer.workspace.resourceGroup],
    ...customer.additionalWorkspaces.map(({ resourceGroup }, i): readonly [YamlPath, string | undefined] => [
      ['additionalWorkspaces', i, 'resourceGroup'],
      resourceGroup,
    ]),
  ] as readonly (readonly [YamlPath, string | undefined])[]) {
    if (name?.endsWith('.') === true)
      report(path, 'MXDR-CUSTOMER-NAME', `resource group "${name}" ends with a dot, which Azure refuses`, 'take the dot away');
  }
}

/** What Terraform and the provider let through until apply: rules over several settings of the environment. */
export function checkEnvironment(customer: Customer, report: Report): void {
  checkPlaces(customer, report);
  checkContractRetention(customer, report);
  checkKeys(customer, report);
  checkAdditionalWorkspaces(customer, report);
  checkMicrosoftRules(customer, report);
  checkRoute(customer, report);
  checkTags(customer, report);
  checkNames(customer, report);
}
