import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '../create-context.ts';
import { run } from './rules-lock.ts';

const rule = (version: string, severity: string): string => `id: 11111111-2222-4333-8444-555555555555
name: Sample
version: ${version}
kind: NRT
description: Finds a sample.
severity: ${severity}
tactics: [InitialAccess]
query: SigninLogs
`;

let product: string;
beforeEach(async () => {
  product = await mkdtemp(path.join(tmpdir(), 'mxdr-lock-'));
  await mkdir(path.join(product, 'stacks/content/rules'), { recursive: true });
});
afterEach(() => rm(product, { recursive: true, force: true }));

const place = (name: string): string => path.join(product, 'stacks/content', name);
const write = (text: string): Promise<void> => writeFile(place('rules/sample.yaml'), text);

async function lock(options: Readonly<Record<string, boolean>> = {}) {
  const { signal } = new AbortController();
  let text = '';
  const code = await run(
    {
      ...createContext(path.join(product, 'packages/cli'), '1.0.0', { json: true }, { signal, force: signal }),
      clock: { now: () => Date.parse('2026-11-26T12:00:00Z') },
      out: (line) => {
        text += line;
      },
    },
    [],
    options,
  );
  const told = JSON.parse(text) as { isWritten: boolean; locked: string[]; problems: { code: string }[] };
  return { code, isWritten: told.isWritten, locked: told.locked, codes: told.problems.map((problem) => problem.code) };
}

describe('mxdr rules lock', () => {
  it('gives a version its entry once, and insists on a higher version for every change', async () => {
    // GIVEN a new rule THEN --check fails and writes nothing
    await write(rule('1.0.0', 'High'));
    expect(await lock({ check: true })).toMatchObject({ code: 1, isWritten: false, codes: ['MXDR-RULE-LOCK'] });
    await expect(readFile(place('rules.lock.json'))).rejects.toThrow('ENOENT');
    // WHEN it is locked THEN a second run changes nothing
    expect(await lock()).toEqual({ code: 0, isWritten: true, locked: ['Sample 1.0.0'], codes: [] });
    const first = await readFile(place('rules.lock.json'), 'utf8');
    expect(await lock()).toEqual({ code: 0, isWritten: false, locked: [], codes: [] });
    expect(await lock({ check: true })).toMatchObject({ code: 0, codes: [] });
    // WHEN it changes under the same version THEN that is an error, and the lock stays as it was
    await write(rule('1.0.0', 'Low'));
    expect(await lock()).toMatchObject({ code: 1, isWritten: false, codes: ['MXDR-RULE-LOCK'] });
    expect(await readFile(place('rules.lock.json'), 'utf8')).toBe(first);
    // WHEN it gets a version of its own THEN the lock says when and what changed
    await write(rule('1.1.0', 'Low'));
    expect(await lock()).toMatchObject({ code: 0, isWritten: true, locked: ['Sample 1.1.0'] });
    const written = JSON.parse(await readFile(place('rules.lock.json'), 'utf8')) as { rules: Record<string, { history: unknown[] }> };
    expect(Object.values(written.rules)[0]?.history).toMatchObject([
      { version: '1.0.0' },
      { version: '1.1.0', date: '2026-11-26', changed: ['severity'] },
    ]);
  });

  it('misses a rule whose file is gone until it is retired', async () => {
    await write(rule('1.0.0', 'High'));
    await lock();
    await rm(place('rules/sample.yaml'));
    expect(await lock()).toMatchObject({ code: 1, codes: ['MXDR-RULE-LOCK'] });
    await writeFile(
      place('retired.yaml'),
      'retired:\n  - { id: 11111111-2222-4333-8444-555555555555, name: Sample, reason: Of no use., date: 2026-11-20 }\n',
    );
    expect(await lock()).toMatchObject({ code: 0, codes: [] });
  });
});
