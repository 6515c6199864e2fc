import path from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import type { ArchiveStore } from '@mxdr/core';
import { readStorageAddress } from '../storage/storage-address.ts';
import type { StorageClientProps } from '../storage/storage-client.ts';
import { storageClientOptions } from '../storage/storage-client.ts';
import { storageAnswerOf, storageFailure } from '../storage/storage-failure.ts';

/** A container of blobs. */
export interface AzureArchiveProps extends StorageClientProps {
  /** `https://<account>.blob.core.windows.net/<container>`, or a server on this machine. */
  readonly url: string;
}

export interface AzureArchiveStore extends ArchiveStore {
  /** Whether the container has a policy under which nobody can change or delete what was written. */
  isImmutable(signal?: AbortSignal): Promise<boolean>;
}

const roles = 'Storage Blob Data Contributor on the container';

const mediaTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.eml': 'message/rfc822',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Answers to a write that must not replace: the blob is there, under a policy of immutability or not. */
const existsCodes: ReadonlySet<string> = new Set(['BlobAlreadyExists', 'BlobImmutableDueToPolicy', 'ConditionNotMet']);

/**
 * A container of Azure Blob Storage as the store of an archive. Loads the SDK with the first call. Every write says that it must not replace, so
 * that the container's policy of immutability is a second lock and not the only one.
 *
 * @throws AppError `MXDR-AZURE-ADDRESS-…`, `MXDR-AZURE-STORAGE-ADDRESS`; from the methods `MXDR-AZURE-STORAGE-…`
 */
export function createAzureArchiveStore(props: AzureArchiveProps): AzureArchiveStore {
  const address = readStorageAddress('archive', props.url, 'blob');
  const where = `container ${address.name} of ${address.account}`;
  let client: Promise<ContainerClient> | undefined;
  const open = async (): Promise<ContainerClient> => {
    client ??= import('@azure/storage-blob').then(
      ({ ContainerClient: Client }) => new Client(address.url, props.credential, storageClientOptions(props)),
    );
    return client;
  };
  /** Asks; where the answer is no, the caller may know what it means. */
  async function ask<T>(
    act: (container: ContainerClient) => Promise<T>,
    signal: AbortSignal | undefined,
    orElse: (code: string) => T | undefined,
  ) {
    signal?.throwIfAborted();
    try {
      return await act(await open());
    } catch (error) {
      signal?.throwIfAborted();
      const meant = orElse(storageAnswerOf(error)?.code ?? '');
      if (meant === undefined) throw storageFailure(error, where, roles);
      return meant;
    }
  }
  const abort = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

  return {
    description: where,
    async writeNew(name, bytes, signal) {
      return ask<'written' | 'exists'>(
        async (container) => {
          await container.getBlockBlobClient(name).upload(bytes, bytes.length, {
            conditions: { ifNoneMatch: '*' },
            blobHTTPHeaders: { blobContentType: mediaTypes[path.posix.extname(name)] ?? 'application/octet-stream' },
            ...abort(signal),
          });
          return 'written';
        },
        signal,
        (code) => (existsCodes.has(code) ? 'exists' : undefined),
      );
    },
    async read(name, signal) {
      const found = await ask<Uint8Array | 'none'>(
        async (container) => readAll((await container.getBlobClient(name).download(0, undefined, abort(signal))).readableStreamBody),
        signal,
        (code) => (code === 'BlobNotFound' ? 'none' : undefined),
      );
      return found === 'none' ? undefined : found;
    },
    async isImmutable(signal) {
      return ask<boolean>(
        async (container) => (await container.getProperties(abort(signal))).hasImmutabilityPolicy === true,
        signal,
        () => undefined,
      );
    },
  };
}

async function readAll(stream: NodeJS.ReadableStream | undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream ?? []) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
