import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';
import { findTerraform } from './terraform-program.ts';
import { makeFolder } from './testing/stack-folders.ts';

function makeProgram(folder: string, name: string, version: string, product = 'Terraform'): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  const json = JSON.stringify({ terraform_version: version });
  writeFileSync(file, `#!/bin/sh\nif [ "$2" = -json ]; then echo '${json}'; else echo '${product} v${version}'; fi\n`);
  chmodSync(file, 0o755);
  return file;
}

const find = (env: Readonly<Record<string, string>>) =>
  findTerraform({ env, platform: process.platform, run: runProgram, signal: new AbortController().signal });

describe.skipIf(process.platform === 'win32')('finding Terraform', () => {
  it('prefers terraform to tofu, whatever the order of the PATH, and MXDR_TERRAFORM to both', async () => {
    // GIVEN
    const folder = makeFolder();
    const tofu = makeProgram(path.join(folder, 'a'), 'tofu', '1.9.0', 'OpenTofu');
    const terraform = makeProgram(path.join(folder, 'b'), 'terraform', '1.11.4');
    const PATH = `${path.join(folder, 'a')}:${path.join(folder, 'b')}`;
    // THEN
    expect(await find({ PATH })).toEqual({ kind: 'terraform', file: terraform, version: '1.11.4' });
    expect(await find({ PATH, MXDR_TERRAFORM: tofu })).toEqual({ kind: 'tofu', file: tofu, version: '1.9.0' });
    expect(await find({ PATH: path.join(folder, 'a') })).toMatchObject({ kind: 'tofu' });
  });

  it('says what is wrong with it and how to mend it', async () => {
    const folder = makeFolder();
    const old = makeProgram(folder, 'terraform', '1.5.7');
    const silent = makeProgram(folder, 'silent', 'x');
    await expect(find({ PATH: path.join(folder, 'empty') })).rejects.toMatchObject({ code: 'MXDR-TERRAFORM-MISSING', kind: 'usage' });
    await expect(find({ MXDR_TERRAFORM: path.join(folder, 'nothing') })).rejects.toMatchObject({ code: 'MXDR-TERRAFORM-UNUSABLE' });
    await expect(find({ MXDR_TERRAFORM: silent })).rejects.toMatchObject({ code: 'MXDR-TERRAFORM-UNUSABLE' });
    await expect(find({ MXDR_TERRAFORM: old })).rejects.toMatchObject({
      code: 'MXDR-TERRAFORM-TOO-OLD',
      message: 'Terraform 1.5.7 is too old; 1.7 or later is needed.',
    });
  });
});
