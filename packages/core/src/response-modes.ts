import type { AssetClass, Customer, ResponseAction, ResponseMode } from './customer.ts';

const devices = ['workstation', 'server', 'high-value-device'] as const;
const users = ['user', 'privileged-user', 'high-value-user'] as const;

/** Asset classes that an action can touch; a mode for any other class would never apply. */
export const assetClassesOfAction: Readonly<Record<ResponseAction, readonly AssetClass[]>> = {
  'isolate-device': devices,
  'release-device': devices,
  'restrict-app-execution': devices,
  'remove-app-restriction': devices,
  'run-antivirus-scan': devices,
  'collect-investigation-package': devices,
  'stop-and-quarantine-file': devices,
  'disable-user': users,
  'enable-user': users,
  'force-password-reset': users,
  'soft-delete-email': ['mailbox'],
  'block-indicator': devices,
};

/** What the customer allows for one action on one asset class; what is not named follows the mode of the service. */
export function responseModeOf(customer: Pick<Customer, 'response'>, action: ResponseAction, asset: AssetClass): ResponseMode {
  const mode = customer.response.actions[action];
  if (mode === undefined) return customer.response.mode;
  return typeof mode === 'string' ? mode : (mode.assets[asset] ?? mode.default);
}

/** Whether the operator may ever change something in the tenant: only then do people get a role that writes. */
export function mayOperatorAct(customer: Pick<Customer, 'response'>): boolean {
  if (customer.response.mode === 'act') return true;
  return Object.values(customer.response.actions)
    .flatMap((mode) => (typeof mode === 'string' ? [mode] : [mode.default, ...Object.values(mode.assets)]))
    .some((mode) => mode === 'act' || mode === 'ask');
}
