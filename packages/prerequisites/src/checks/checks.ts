import type { Check } from '../check.ts';
import { accessAuditCheck } from './access-audit.ts';
import { accessConsentCheck } from './access-consent.ts';
import { accessCrosstenantCheck } from './access-crosstenant.ts';
import { accessGdapCheck } from './access-gdap.ts';
import { accessGroupsCheck } from './access-groups.ts';
import { accessPoliciesCheck } from './access-policies.ts';
import { anyProductLicenseCheck } from './any-product-license.ts';
import { cloudCheck } from './cloud.ts';
import { contactsCheck } from './contacts.ts';
import { defenderAvActiveCheck } from './defender-av-active.ts';
import { entraP1AssignedCheck } from './entra-p1-assigned.ts';
import { entraP1LicenseCheck } from './entra-p1-license.ts';
import { entraP2LicenseCheck } from './entra-p2-license.ts';
import { mdaLicenseCheck } from './mda-license.ts';
import { mdeOnboardedCheck } from './mde-onboarded.ts';
import { mdeP2AssignedCheck } from './mde-p2-assigned.ts';
import { mdeP2LicenseCheck } from './mde-p2-license.ts';
import { mdeServerLicenseCheck } from './mde-server-license.ts';
import { mdiLicenseCheck } from './mdi-license.ts';
import { mdoP2LicenseCheck } from './mdo-p2-license.ts';
import { scopeGroupsCheck } from './scope-groups.ts';
import { workspaceConfigurationCheck } from './workspace-configuration.ts';
import { workspaceConnectorsCheck } from './workspace-connectors.ts';

/** The catalogue, in the order of `checkIds`. */
export const checks: readonly Check[] = [
  cloudCheck,
  anyProductLicenseCheck,
  mdeP2LicenseCheck,
  mdeP2AssignedCheck,
  mdeOnboardedCheck,
  defenderAvActiveCheck,
  entraP1LicenseCheck,
  entraP1AssignedCheck,
  accessGroupsCheck,
  accessPoliciesCheck,
  contactsCheck,
  mdeServerLicenseCheck,
  mdoP2LicenseCheck,
  mdiLicenseCheck,
  mdaLicenseCheck,
  entraP2LicenseCheck,
  scopeGroupsCheck,
  accessCrosstenantCheck,
  accessGdapCheck,
  accessAuditCheck,
  accessConsentCheck,
  workspaceConfigurationCheck,
  workspaceConnectorsCheck,
];
