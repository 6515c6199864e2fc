import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, runMxdr } from './run-mxdr.ts';

describe('what an administrator and an operator get before anything is applied', () => {
  it('writes the consent pack of a customer, the same bytes twice', async () => {
    // GIVEN
    const [first, second] = [makeFolder(), makeFolder()];
    // WHEN
    const ended = await runMxdr(['consent', 'contoso', '--out', first]);
    const again = await runMxdr(['consent', 'contoso', '--out', second]);
    // THEN
    expect([ended.code, again.code], `${ended.stderr}${again.stderr}`).toEqual([0, 0]);
    for (const name of ['consent.html', 'consent.md', 'lighthouse.json', 'delegate.sh', 'verify.sh', 'revoke.sh', 'manifest.json'])
      expect(readFileSync(path.join(first, 'contoso', name), 'utf8'), name).toBe(readFileSync(path.join(second, 'contoso', name), 'utf8'));
    expect(readFileSync(path.join(first, 'contoso', 'consent.html'), 'utf8')).toContain('Contoso Logistics');
  });

  it('refuses to replace a folder that is no consent pack, and leaves it as it was', async () => {
    // GIVEN somebody's own file where the pack would be
    const out = makeFolder();
    const own = path.join(out, 'contoso', 'notes.txt');
    mkdirSync(path.dirname(own));
    writeFileSync(own, 'mine');
    // WHEN
    const ended = await runMxdr(['consent', 'contoso', '--out', out]);
    // THEN
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toMatch(/error MXDR-CONSENT-[A-Z-]+: /u);
    expect(readdirSync(path.join(out, 'contoso'))).toEqual(['notes.txt']);
  });

  it("synthesises the operator's own platform", async () => {
    // GIVEN
    const out = makeFolder();
    // WHEN
    const ended = await runMxdr(['synth', '--operations', '--out', out, '--json']);
    // THEN
    expect(ended.code, ended.stderr).toBe(0);
    const { stacks } = JSON.parse(ended.stdout) as { stacks: readonly { id: string; file: string; resources: number }[] };
    expect(stacks.map(({ id }) => id)).toEqual(['operations']);
    for (const { file, resources } of stacks) {
      expect(existsSync(file)).toBe(true);
      expect(resources).toBeGreaterThan(0);
    }
  });
});
