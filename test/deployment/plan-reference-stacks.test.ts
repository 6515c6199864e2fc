import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFolder, runMxdr } from '../command-line/run-mxdr.ts';
import { startManagementEndpoint } from './management-endpoint.ts';

const run = promisify(execFile);
const pluginFolder = process.env['MXDR_TF_PLUGIN_DIR'] ?? '';
const terraform = process.env['MXDR_TERRAFORM'] ?? 'terraform';
const tenantId = '5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10';
const name = pluginFolder === '' ? 'skipped: MXDR_TF_PLUGIN_DIR names no folder of provider plugins' : `plugins of ${pluginFolder}`;
// Said aloud: a skipped test is easily taken for a passed one.
if (pluginFolder === '') process.stderr.write(`plans of the reference stacks ${name}\n`);

describe('the stand-in for the management endpoint', () => {
  it('describes itself over TLS, gives a token, and holds nothing', async () => {
    // GIVEN
    const endpoint = await startManagementEndpoint(tenantId);
    const ask = (address: string) =>
      new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
        get(`https://${endpoint.host}${address}`, { ca: endpoint.certificate }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) as unknown }));
        }).on('error', reject);
      });
    try {
      // WHEN
      const itself = await ask('/metadata/endpoints?api-version=2022-09-01');
      const thing = await ask('/subscriptions/x/resourceGroups/y');
      const token = (await (await fetch(endpoint.tokenAddress)).json()) as { access_token: string };
      // THEN
      expect(itself).toMatchObject({ status: 200, body: { name: 'AzureCloud', resourceManager: `https://${endpoint.host}/` } });
      expect(thing).toMatchObject({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
      expect(JSON.parse(Buffer.from(token.access_token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ tid: tenantId });
    } finally {
      await endpoint.close();
    }
  });
});

describe.skipIf(pluginFolder === '')(`plans of the reference stacks (${name})`, { timeout: 900_000 }, () => {
  it.each([
    ["the samples and the operator's platform", ['--operations']],
    ['the reference customers', ['--customers', fileURLToPath(new URL('../reference-customers', import.meta.url))]],
  ])('validates and plans every stack of %s with the real provider plugins', async (_whose, options) => {
    // GIVEN
    const out = makeFolder();
    const made = await runMxdr(['synth', '--all', ...options, '--out', out, '--json']);
    expect(made.code, made.stderr).toBe(0);
    const { stacks } = JSON.parse(made.stdout) as { stacks: { id: string; file: string }[] };
    const endpoint = await startManagementEndpoint(tenantId);
    const settings = path.join(out, 'settings.tfrc');
    writeFileSync(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path.resolve(pluginFolder))}\n  }\n}\n`,
    );
    const authority = path.join(out, 'authority.pem');
    writeFileSync(authority, endpoint.certificate);
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: out,
      TF_CLI_CONFIG_FILE: settings,
      SSL_CERT_FILE: authority,
      CHECKPOINT_DISABLE: '1',
    };
    const signIn = { use_oidc: false, use_cli: false, use_msi: true, msi_endpoint: endpoint.tokenAddress, metadata_host: endpoint.host };
    try {
      for (const { id, file } of stacks) {
        const folder = path.dirname(file);
        const { provider } = JSON.parse(readFileSync(file, 'utf8')) as { provider: Readonly<Record<string, unknown>> };
        // An override keeps the stack as it ships: only where it signs in and where its state lies differ.
        const providers = Object.fromEntries(Object.keys(provider).map((kind) => [kind, kind === 'azapi' ? {} : signIn]));
        writeFileSync(
          path.join(folder, 'loopback_override.tf.json'),
          JSON.stringify({ terraform: { backend: { local: {} } }, provider: providers }),
        );
        // WHEN
        await run(terraform, ['init', '-input=false', '-no-color'], { cwd: folder, env });
        await run(terraform, ['validate', '-no-color'], { cwd: folder, env });
        await run(terraform, ['plan', '-input=false', '-no-color', '-out=plan.bin'], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
        // THEN
        expect(readdirSync(folder), id).toContain('plan.bin');
      }
      expect(endpoint.requests).toContain('GET /metadata/endpoints');
    } finally {
      await endpoint.close();
    }
  });
});
