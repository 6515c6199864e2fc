import type { Customer, Product } from './customer.ts';
import type { AlertConnector, ConnectorPlan } from './environment-plan.ts';

/** Diagnostic categories that Entra ID P1, which every customer has, may send. */
const entraCategories = [
  'AuditLogs',
  'ManagedIdentitySignInLogs',
  'NonInteractiveUserSignInLogs',
  'ProvisioningLogs',
  'ServicePrincipalSignInLogs',
  'SignInLogs',
];

/** Categories that need Entra ID P2. */
const entraRiskCategories = ['RiskyUsers', 'UserRiskEvents'];

const office: ConnectorPlan = {
  kind: 'office-365',
  exchange: true,
  sharePoint: true,
  teams: true,
  reason: 'Activity in mail, files and Teams, for investigations and hunts.',
};

function entraDiagnostics(withRisk: boolean): ConnectorPlan {
  return {
    kind: 'entra-diagnostics',
    categories: [...entraCategories, ...(withRisk ? entraRiskCategories : [])].toSorted(),
    reason: 'Sign-ins and changes to the directory.',
  };
}

/** The alert connector of each product, for workspaces without the one of Defender XDR. */
const productConnectors: Readonly<Record<Product, AlertConnector>> = {
  'defender-for-endpoint': 'defender-for-endpoint',
  'defender-for-office-365': 'defender-for-office-365',
  'defender-for-identity': 'defender-for-identity',
  'defender-for-cloud-apps': 'defender-for-cloud-apps',
  'entra-id': 'entra-id-protection',
};

function alertConnectors({ products, connectors }: Pick<Customer, 'products' | 'connectors'>): readonly ConnectorPlan[] {
  if (connectors.defender === 'per-product') {
    return products.map((product) => ({
      kind: productConnectors[product],
      reason: `Alerts of ${product}, without the connector of Defender XDR.`,
    }));
  }
  // The one XDR connector brings the alerts of every Defender product; a product's own connector beside it would double them.
  return products.some((product) => product !== 'entra-id')
    ? [{ kind: 'defender-xdr', reason: 'Incidents and alerts of the Defender products in scope.' }]
    : [{ kind: 'entra-id-protection', reason: 'Alerts of Entra ID, without a Defender product in scope.' }];
}

/** The sources of the customer's own workspace, by the products in scope. */
export function planConnectors(customer: Pick<Customer, 'products' | 'connectors'>): readonly ConnectorPlan[] {
  const { products, connectors } = customer;
  const isOfficeInScope = products.includes('defender-for-office-365') || products.includes('defender-for-cloud-apps');
  return [
    ...alertConnectors(customer),
    ...(isOfficeInScope ? [office] : []),
    ...(products.includes('entra-id') ? [entraDiagnostics(connectors.entraRisk)] : []),
  ];
}

/** The sources that deliver to an additional workspace as well. */
export function planAdditionalConnectors(customer: Customer, kinds: readonly ('office-365' | 'entra-diagnostics')[]) {
  return [...new Set(kinds)].toSorted().map((kind) => (kind === 'office-365' ? office : entraDiagnostics(customer.connectors.entraRisk)));
}
