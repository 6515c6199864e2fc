import type { Product } from '@mxdr/core';
import { nonInteractiveSignInLogs, signinLogs } from './sign-in-tables.ts';
import type { TelemetryTable } from './telemetry.ts';

/** Tables of log rows and the product that brings each; a table without a product is there in every tenant. */
const tables: readonly { readonly table: TelemetryTable; readonly product?: Product }[] = [
  { table: signinLogs, product: 'entra-id' },
  { table: nonInteractiveSignInLogs, product: 'entra-id' },
];

/** The tables that a tenant with these products has. */
export function telemetryTables(products: readonly Product[]): readonly TelemetryTable[] {
  return tables.filter(({ product }) => product === undefined || products.includes(product)).map(({ table }) => table);
}
