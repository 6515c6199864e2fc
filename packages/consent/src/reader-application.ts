import type { ApplicationPermission, Operator } from '@mxdr/core';
import { readerPermissions } from '@mxdr/core';
import type { ConsentInput } from './consent-input.ts';

/** The application that reads the customer's tenant, where the operator has one. */
export function readerOf({
  operator,
}: Pick<ConsentInput, 'operator'>): NonNullable<Operator['principals']['readerApplication']> | undefined {
  return operator.principals.readerApplication;
}

/** What it is given in the APIs of Microsoft; nothing where there is none. */
export function readerPermissionsOf(input: Pick<ConsentInput, 'operator'>): readonly ApplicationPermission[] {
  return readerOf(input) === undefined ? [] : readerPermissions;
}

/** Address at which an administrator consents in a browser. It gives what the application asks for on that day, so it is compared afterwards. */
export function adminConsentUrl({ plan, operator }: Pick<ConsentInput, 'plan' | 'operator'>): string {
  const url = new URL(`https://login.microsoftonline.com/${plan.customer.tenantId}/adminconsent`);
  url.searchParams.set('client_id', readerOf({ operator })?.clientId ?? '');
  return url.href;
}
