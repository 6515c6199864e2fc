import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureTruth, simulateTenant, writeTenant } from './index.ts';

it('runs the example of the README', async () => {
  // GIVEN the example's tenant
  const folder = await mkdtemp(join(tmpdir(), 'mxdr-simulator-'));
  const simulation = simulateTenant({ seed: 'contoso', start: '2026-09-30T22:00:00Z', end: '2026-10-31T23:00:00Z', scale: 0.1 });

  // WHEN it is written and measured
  await writeTenant(simulation, folder);
  const { resolved, times } = measureTruth(simulation.truth(), { startUtc: simulation.startUtc, endUtc: simulation.endUtc });

  // THEN there are files and numbers
  expect(await readdir(folder)).toContain('SecurityIncident.ndjson');
  expect(resolved).toBe(times.toResolve.n);
  expect(resolved).toBeGreaterThan(5);
  await rm(folder, { recursive: true, force: true });
});
