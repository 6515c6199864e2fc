import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputUnwritable } from '@mxdr/core';

/** Paths of what other programs need to reach the server. */
export interface HandedOver {
  /** PEM to trust; nothing secret. */
  readonly certificate: string;
  /** A header line with a token, for `curl -H @file`. */
  readonly authorization: string;
  /** What an application signs in with, for `AZURE_FEDERATED_TOKEN_FILE`. */
  readonly assertion: string;
}

export interface HandOver {
  readonly files: HandedOver;
  /** Writes a new token; whoever reads the file finds the old line or the new one, never half of one. */
  renew(authorization: string): Promise<void>;
  /** Removes what was written. */
  remove(): Promise<void>;
}

export interface HandOverProps {
  /** @default one of its own, in the folder of temporary files */
  readonly folder: string | undefined;
  readonly certificate: string;
  readonly authorization: string;
  readonly assertion: string;
}

/**
 * Hands secrets over through files that only this user can read: what is printed ends up in logs, and what is an argument is seen by every
 * user of the machine.
 *
 * @throws AppError `MXDR-OUTPUT-UNWRITABLE`
 */
export async function handOver(props: HandOverProps): Promise<HandOver> {
  const folder = props.folder ?? (await mkdtemp(path.join(tmpdir(), 'mxdr-serve-')));
  const files: HandedOver = {
    certificate: path.join(folder, 'certificate.pem'),
    authorization: path.join(folder, 'authorization'),
    assertion: path.join(folder, 'assertion'),
  };
  const remove = async (): Promise<void> => {
    if (props.folder === undefined) await rm(folder, { recursive: true, force: true });
    else for (const file of Object.values(files)) await rm(file, { force: true });
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writePrivate(files.certificate, props.certificate);
    await writePrivate(files.authorization, props.authorization);
    await writePrivate(files.assertion, props.assertion);
  } catch (error) {
    // Where nothing could be written, there may be nothing to remove: the first error is the one to mend.
    await remove().catch(() => undefined);
    throw outputUnwritable(folder, error);
  }
  return { files, renew: async (authorization) => writePrivate(files.authorization, authorization), remove };
}

/** A new file takes the place of the old: its mode is right from the first byte on, and a link that lies there is not followed. */
async function writePrivate(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomUUID()}`;
  try {
    await writeFile(fresh, text, { mode: 0o600, flag: 'wx' });
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
}
