import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { repository } from './run-mxdr.ts';

const runProgram = promisify(execFile);

/** Runs the script with a `gh` that writes down what it is asked, and says which issues are open. */
async function update(check: object, pages: Readonly<Record<string, string>>, open: readonly { number: number; title: string }[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-issues-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const gh = path.join(folder, 'gh');
  await writeFile(
    gh,
    [
      '#!/usr/bin/env node',
      "const { appendFileSync } = require('node:fs');",
      'const args = process.argv.slice(2);',
      "appendFileSync(process.env.CALLS, JSON.stringify(args) + '\\n');",
      "if (args[1] === 'list') process.stdout.write(process.env.OPEN);",
      "if (args[1] === 'create' && args[0] === 'issue') process.stdout.write('https://github.example/issues/9\\n');",
      "if (args[1] === 'close' && args[2] === '13') process.exit(1);",
    ].join('\n'),
  );
  await chmod(gh, 0o755);
  const calls = path.join(folder, 'calls.ndjson');
  await writeFile(path.join(folder, 'check.json'), JSON.stringify(check));
  for (const [id, text] of Object.entries(pages)) await writeFile(path.join(folder, `${id}.md`), text);
  const result = await runProgram(
    process.execPath,
    [path.join(repository, 'scripts/update-customer-issues.mjs'), path.join(folder, 'check.json'), folder],
    { env: { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH']}`, CALLS: calls, OPEN: JSON.stringify(open) } },
  ).catch((error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error);
  const lines = (await readFile(calls, 'utf8')).trim().split('\n');
  return {
    code: 'code' in result ? result.code : 0,
    stdout: result.stdout,
    calls: lines.map((line) => JSON.parse(line) as readonly string[]),
  };
}

const report = (id: string, readiness: string, waiversFailed: readonly string[] = []) => ({
  customer: { id, name: `Customer ${id}`, tenantId: '11111111-2222-4333-8444-555555555555' },
  verdict: { readiness, waiversFailed },
});

it.skipIf(process.platform === 'win32')(
  'opens an issue for a customer that fails, brings an open one up to date, and closes that of a customer that is ready',
  async () => {
    const { code, calls, stdout } = await update(
      {
        reports: [
          report('new', 'not-ready'),
          report('old', 'undetermined'),
          report('fine', 'ready'),
          report('late', 'ready', ['mda-license']),
        ],
        unjudged: [{ customer: report('broken', '').customer, code: 'MXDR-FACTS-INVALID', message: 'no facts' }],
      },
      { new: 'ping @octocat, see https://evil.example and www.evil.example', old: 'old page', late: 'late page' },
      [
        { number: 3, title: '[old] Prerequisites of Another Name' },
        { number: 4, title: '[fine] Prerequisites of Customer fine' },
        { number: 5, title: '[older] Prerequisites of Customer older' },
      ],
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      'new: opened https://github.example/issues/9',
      'old: updated #3',
      'fine: closed #4',
      'late: opened https://github.example/issues/9',
      'broken: opened https://github.example/issues/9',
    ]);
    expect(calls.slice(2).map(([, verb, first]) => [verb, first])).toEqual([
      ['create', '--title'],
      ['edit', '3'],
      ['close', '4'],
      ['create', '--title'],
      ['create', '--title'],
    ]);
    // Names of a tenant call nobody and link nowhere.
    expect(calls[2]?.at(-1)).toBe('ping @<!-- -->octocat, see https:<!-- -->//evil.example and www<!-- -->.evil.example');
  },
);

it.skipIf(process.platform === 'win32')(
  'goes on with the others when one issue cannot be changed, and says so with its exit code',
  async () => {
    const { code, calls } = await update({ reports: [report('a', 'ready'), report('b', 'not-ready')] }, { b: 'page' }, [
      { number: 13, title: '[a] Prerequisites of Customer a' },
    ]);
    expect(code).toBe(2);
    expect(calls.at(-1)?.[1]).toBe('create');
  },
);
