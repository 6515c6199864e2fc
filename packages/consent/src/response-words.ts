import type { AssetClass, ResponseAction, ResponseMode } from '@mxdr/core';

/** The modes of a response as a customer reads them. */
export const modeWords: Readonly<Record<ResponseMode, string>> = {
  act: 'does it at once and tells you',
  ask: 'asks you first',
  guide: 'tells you what to do',
  never: 'leaves it alone',
};

export const actionWords: Readonly<Record<ResponseAction, string>> = {
  'isolate-device': 'Isolate a device',
  'release-device': 'Release a device from isolation',
  'restrict-app-execution': 'Restrict which programs a device runs',
  'remove-app-restriction': 'Lift the restriction of programs',
  'run-antivirus-scan': 'Run an antivirus scan',
  'collect-investigation-package': 'Collect an investigation package',
  'stop-and-quarantine-file': 'Stop and quarantine a file',
  'disable-user': 'Disable a user',
  'enable-user': 'Enable a user',
  'force-password-reset': 'Force a password reset',
  'soft-delete-email': 'Move mail out of mailboxes',
  'block-indicator': 'Block a file, address or domain',
};

export const assetWords: Readonly<Record<AssetClass, string>> = {
  workstation: 'workstations',
  server: 'servers',
  'high-value-device': 'high-value devices',
  user: 'users',
  'privileged-user': 'privileged users',
  'high-value-user': 'high-value users',
  mailbox: 'mailboxes',
};
