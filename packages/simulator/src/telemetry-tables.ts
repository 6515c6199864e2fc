import type { Product } from '@mxdr/core';
import { cloudAppEvents, officeActivity } from './cloud-tables.ts';
import { deviceInfo, deviceLogonEvents, deviceNetworkEvents, deviceProcessEvents } from './device-tables.ts';
import { auditLogs, identityLogonEvents } from './identity-tables.ts';
import { emailEvents, emailPostDeliveryEvents, urlClickEvents } from './mail-tables.ts';
import { sentinelHealth, usage } from './platform-tables.ts';
import { nonInteractiveSignInLogs, signinLogs } from './sign-in-tables.ts';
import type { TelemetryTable } from './telemetry.ts';

/** Tables of log rows and the product that brings each; a table without a product is there in every tenant. */
const tables: readonly { readonly table: TelemetryTable; readonly product?: Product }[] = [
  { table: signinLogs, product: 'entra-id' },
  { table: nonInteractiveSignInLogs, product: 'entra-id' },
  { table: auditLogs, product: 'entra-id' },
  { table: emailEvents, product: 'defender-for-office-365' },
  { table: emailPostDeliveryEvents, product: 'defender-for-office-365' },
  { table: urlClickEvents, product: 'defender-for-office-365' },
  { table: deviceInfo, product: 'defender-for-endpoint' },
  { table: deviceProcessEvents, product: 'defender-for-endpoint' },
  { table: deviceLogonEvents, product: 'defender-for-endpoint' },
  { table: deviceNetworkEvents, product: 'defender-for-endpoint' },
  { table: identityLogonEvents, product: 'defender-for-identity' },
  { table: cloudAppEvents, product: 'defender-for-cloud-apps' },
  { table: officeActivity },
  { table: usage },
  { table: sentinelHealth },
];

/** The tables that a tenant with these products has. */
export function telemetryTables(products: readonly Product[]): readonly TelemetryTable[] {
  return tables.filter(({ product }) => product === undefined || products.includes(product)).map(({ table }) => table);
}
