import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StackIdentity } from './child-environment.ts';

/** One stack of one owner, ready to be run: its configuration is in the folder. */
export interface StackTarget {
  /** Whose it is: a customer's id, or `operations`. */
  readonly ownerId: string;
  /** e.g. `contoso-service`. */
  readonly id: string;
  /** Folder that holds `cdk.tf.json`; Terraform works in it. */
  readonly folder: string;
  readonly logFile: string;
  readonly identity: StackIdentity;
  /** Client id for the state, where the stack itself is applied by somebody else. Not a secret. */
  readonly stateClientId?: string;
}

/** The stacks of one owner, in the order in which they are applied. */
export interface OwnerTarget {
  readonly ownerId: string;
  readonly stacks: readonly StackTarget[];
}

export const configurationFileOf = (target: StackTarget): string => path.join(target.folder, 'cdk.tf.json');

/** SHA-256 of a file, in hex. */
export async function hashFile(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** What `init` has to fetch for a stack: stacks with the same text need the same plugins. Empty for a configuration that names none. */
export async function providersOf(target: StackTarget): Promise<string> {
  const parsed: unknown = JSON.parse(await readFile(configurationFileOf(target), 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('terraform' in parsed)) return '';
  const { terraform } = parsed;
  return typeof terraform === 'object' && terraform !== null && 'required_providers' in terraform
    ? JSON.stringify(terraform.required_providers)
    : '';
}
