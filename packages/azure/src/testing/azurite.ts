import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ContainerClient } from '@azure/storage-blob';
import { QueueClient } from '@azure/storage-queue';
import { storageClientOptions } from '../storage/storage-client.ts';
import { tokenOf } from './entra-host.ts';
import { createLoopbackCertificate } from '@mxdr/workspace-server';

/** Microsoft's emulator of storage accounts on loopback, with TLS, which takes tokens as the service does (but knows no roles). */
export interface Azurite {
  /** File with the certificate to trust, for a process of its own. */
  readonly certificateFile: string;
  readonly certificateAuthority: string;
  /** Address of a new queue. */
  addQueue(name: string): Promise<string>;
  /** Address of a new container. */
  addContainer(name: string): Promise<string>;
  /** Names of the blobs of a container, in order. */
  listBlobs(url: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

const account = 'devstoreaccount1';
const startLimitMs = 30_000;

/** A token such as a storage account accepts: of the tenant, for storage, an hour long. */
export function storageToken(tenantId: string, claims: Readonly<Record<string, unknown>> = {}): string {
  const seconds = Math.floor(Date.now() / 1000);
  return tokenOf(tenantId, {
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: 'https://storage.azure.com',
    iat: seconds - 60,
    nbf: seconds - 60,
    exp: seconds + 3600,
    ...claims,
  });
}

/** A credential that has such a token. */
export function storageCredential(tenantId: string, claims: Readonly<Record<string, unknown>> = {}) {
  return { getToken: async () => ({ token: storageToken(tenantId, claims), expiresOnTimestamp: Date.now() + 3_600_000 }) };
}

/** Starts an emulator that keeps everything in memory, on free ports. */
export async function startAzurite(): Promise<Azurite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'azurite-'));
  const { certificate, key } = createLoopbackCertificate();
  const [certificateFile, keyFile] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  await Promise.all([writeFile(certificateFile, certificate), writeFile(keyFile, key)]);
  const program = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const ports = ['--blobPort', '0', '--queuePort', '0', '--tablePort', '0'];
  const child = spawn(
    process.execPath,
    [
      program,
      '--inMemoryPersistence',
      // The clients are newer than the emulator.
      '--skipApiVersionCheck',
      '--silent',
      '--disableTelemetry',
      '--oauth',
      'basic',
      '--cert',
      certificateFile,
      '--key',
      keyFile,
      ...ports,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  const said: string[] = [];
  const origins = new Map<string, string>();
  const listening = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`The emulator did not start: ${said.join('\n')}`)), startLimitMs);
    const read = (line: string): void => {
      said.push(line);
      const found = /Azurite (Blob|Queue) service is successfully listening at (https:\/\/[\d.:]+)/u.exec(line);
      if (found !== null) origins.set(found[1] ?? '', found[2] ?? '');
      if (origins.size < 2) return;
      clearTimeout(limit);
      resolve();
    };
    createInterface({ input: child.stdout }).on('line', read);
    createInterface({ input: child.stderr }).on('line', read);
    void exited.then(() => reject(new Error(`The emulator ended: ${said.join('\n')}`)));
  });
  await listening.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const credential = storageCredential('aaaaaaaa-1111-4111-8111-111111111111');
  const options = storageClientOptions({ credential, certificateAuthority: certificate });
  return {
    certificateFile,
    certificateAuthority: certificate,
    async addQueue(name) {
      const url = `${origins.get('Queue')}/${account}/${name}`;
      await new QueueClient(url, credential, options).create();
      return url;
    },
    async addContainer(name) {
      const url = `${origins.get('Blob')}/${account}/${name}`;
      await new ContainerClient(url, credential, options).create();
      return url;
    },
    async listBlobs(url) {
      const names: string[] = [];
      for await (const { name } of new ContainerClient(url, credential, options).listBlobsFlat()) names.push(name);
      return names.toSorted();
    },
    close,
  };
}
