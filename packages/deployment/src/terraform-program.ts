import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { terraformMissing, terraformTooOld, terraformUnusable } from './errors.ts';
import type { RunProgram } from './run-program.ts';

/** The program that applies stacks. */
export interface TerraformProgram {
  readonly kind: 'terraform' | 'tofu';
  /** Full path. */
  readonly file: string;
  /** e.g. `1.11.4`. */
  readonly version: string;
}

/** The first release of either program with `removed` blocks: they let a customer keep the workspace when we leave. */
const leastVersion = [1, 7] as const;
const names = ['terraform', 'tofu'] as const;

export interface ProgramSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly run: RunProgram;
  readonly signal: AbortSignal;
}

async function isProgram(file: string, platform: NodeJS.Platform): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    if (platform !== 'win32') await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function findOnPath(search: ProgramSearch): Promise<string | undefined> {
  const isWindows = search.platform === 'win32';
  const folders = (search.env['PATH'] ?? search.env['Path'] ?? '').split(isWindows ? ';' : ':').filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const file = path.resolve(folder, isWindows ? `${name}.exe` : name);
      if (await isProgram(file, search.platform)) return file;
    }
  }
  return undefined;
}

const versionSchema = z.looseObject({ terraform_version: z.string().regex(/^\d+\.\d+\.\d+/u) });

async function readVersion(search: ProgramSearch, file: string): Promise<TerraformProgram> {
  // TF_CLI_CONFIG_FILE and the like are left out on purpose: nothing of them changes what a version is.
  const env = { PATH: search.env['PATH'] ?? '', CHECKPOINT_DISABLE: '1' };
  const command = { file, env, cwd: path.dirname(file), timeoutMs: 30_000, signal: search.signal };
  const end = await search.run({ ...command, args: ['version', '-json'], capturesOutput: true });
  search.signal.throwIfAborted();
  if (end.kind !== 'exited') throw terraformUnusable(file, end.kind === 'unstartable' ? end.why : `"version -json" was ${end.kind}.`);
  if (end.code !== 0) throw terraformUnusable(file, `"version -json" ended with ${end.code}.`);
  let version: string;
  try {
    version = versionSchema.parse(JSON.parse(end.stdout)).terraform_version;
  } catch {
    throw terraformUnusable(file, '"version -json" did not answer with a version.');
  }
  // Both programs call their version "terraform_version"; the text form alone names the product.
  const named = await search.run({ ...command, args: ['version'], capturesOutput: true });
  const kind = named.kind === 'exited' && /^OpenTofu/mu.test(named.stdout) ? 'tofu' : 'terraform';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < leastVersion[0] || (major === leastVersion[0] && minor < leastVersion[1]))
    throw terraformTooOld(kind === 'tofu' ? 'OpenTofu' : 'Terraform', file, version, leastVersion.join('.'));
  return { kind, file, version };
}

/**
 * The program named by `MXDR_TERRAFORM`, else terraform on the PATH, else tofu; its version is asked for and checked.
 * @throws AppError usage `MXDR-TERRAFORM-MISSING`, `MXDR-TERRAFORM-UNUSABLE`, `MXDR-TERRAFORM-TOO-OLD`
 */
export async function findTerraform(search: ProgramSearch): Promise<TerraformProgram> {
  const named = search.env['MXDR_TERRAFORM'] ?? '';
  if (named !== '') {
    const file = path.resolve(named);
    if (!(await isProgram(file, search.platform))) throw terraformUnusable(file, 'There is no such program, or it may not be run.');
    return readVersion(search, file);
  }
  const file = await findOnPath(search);
  if (file === undefined) throw terraformMissing();
  return readVersion(search, file);
}
