import { storageAddressInvalid } from '../errors.ts';
import { isLoopback, trustAddress } from '../trusted-address.ts';

/** What of a storage account an address names. */
export type StorageService = 'queue' | 'blob';

/** A queue or a container of blobs, and where it is. */
export interface StorageAddress {
  /** Full address, without a slash at its end. */
  readonly url: string;
  /** Storage account. */
  readonly account: string;
  /** Queue or container. */
  readonly name: string;
}

const forms = {
  queue: 'https://<account>.queue.core.windows.net/<queue>',
  blob: 'https://<account>.blob.core.windows.net/<container>',
} as const satisfies Readonly<Record<StorageService, string>>;

/** Names of queues and containers: both services have the same rule. */
const namePattern = /^[a-z0-9](?:-?[a-z0-9]){2,62}$/;
const accountPattern = /^[a-z0-9]{3,24}$/;

/**
 * Reads the address of a queue or a container. Tokens go to storage accounts of the commercial cloud and to this machine, and only with TLS.
 * A server on this machine has the account in its path, as emulators do.
 *
 * @param what name of the setting, for the message
 * @throws AppError `MXDR-AZURE-ADDRESS-…`, `MXDR-AZURE-STORAGE-ADDRESS`
 */
export function readStorageAddress(what: string, text: string, service: StorageService): StorageAddress {
  const host = URL.canParse(text) ? new URL(text).hostname : '';
  const [first = ''] = host.split('.');
  const known = `${first}.${service}.core.windows.net`;
  const origin = trustAddress(what, text, accountPattern.test(first) ? [known] : [`<account>.${service}.core.windows.net`]);
  const url = new URL(text);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const isHere = isLoopback(origin);
  const [account = '', name = '', ...rest] = isHere ? parts : [first, ...parts];
  if (rest.length > 0 || !accountPattern.test(account) || !namePattern.test(name) || url.search !== '' || url.hash !== '')
    throw storageAddressInvalid(what, `${origin}${url.pathname}`, forms[service]);
  return { url: isHere ? `${origin}/${account}/${name}` : `${origin}/${name}`, account, name };
}
