import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulateTenant } from './simulation.ts';
import { writeTenant } from './write-tenant.ts';

const options = { start: '2026-10-19T22:00:00Z', end: '2026-10-26T23:00:00Z', scale: 0.05 };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mxdr-simulator-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeTenant', () => {
  it('writes each table, the ledgers, the facts and the truth, and tells what it wrote', async () => {
    // GIVEN a small tenant
    const simulation = simulateTenant(options);

    // WHEN it is written
    const steps: string[] = [];
    const files = await writeTenant(simulation, join(folder, 'deep', 'tenant'), { progress: { step: (message) => steps.push(message) } });

    // THEN the folder holds exactly those files, whole
    const names = await readdir(join(folder, 'deep', 'tenant'));
    expect(names.sort()).toEqual(
      [...simulation.tables().map((table) => `${table}.ndjson`), 'facts.json', 'hunts.json', 'recommendations.json', 'truth.json'].sort(),
    );
    expect(files.map((file) => file.name).sort()).toEqual(names.sort());
    expect(steps.length).toBe(files.length);
    const lines = (await readFile(join(folder, 'deep', 'tenant', 'SigninLogs.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([...simulation.rows('SigninLogs')]);
    expect(JSON.parse(await readFile(join(folder, 'deep', 'tenant', 'truth.json'), 'utf8'))).toEqual(simulation.truth());
  });

  it('writes CSV with quotes where they are needed and leaves values alone', async () => {
    // GIVEN names with commas and quotes
    const simulation = simulateTenant(options);

    // WHEN it is written as CSV
    const files = await writeTenant(simulation, folder, { format: 'csv' });

    // THEN header and cells line up
    const text = await readFile(join(folder, 'SecurityAlert.csv'), 'utf8');
    const [header] = text.split('\n');
    expect(header).toMatch(/^TimeGenerated,DisplayName/);
    expect(text).toContain('""$id"":""2""');
    expect(files.find((file) => file.name === 'SecurityAlert.csv')?.rows).toBe([...simulation.rows('SecurityAlert')].length);
  });

  it('leaves no half file when it is interrupted', async () => {
    // GIVEN somebody who stops after the second table
    const simulation = simulateTenant(options);
    const controller = new AbortController();
    let written = 0;
    const progress = {
      step: () => {
        written++;
        if (written === 2) controller.abort(new Error('stopped'));
      },
    };

    // WHEN it is written
    await expect(writeTenant(simulation, folder, { signal: controller.signal, progress })).rejects.toThrow('stopped');

    // THEN the two finished files are there, and nothing else
    expect(await readdir(folder)).toEqual(
      simulation
        .tables()
        .slice(0, 2)
        .map((table) => `${table}.ndjson`),
    );
  });

  it('leaves no half file when rows fail in the middle, and keeps the file of the last time', async () => {
    // GIVEN a table that breaks after some rows, and an earlier file of that table
    const simulation = simulateTenant(options);
    const broken = {
      ...simulation,
      tables: () => ['SigninLogs'],
      *rows() {
        for (const [index, row] of [...simulation.rows('SigninLogs')].entries()) {
          if (index === 5) throw new Error('out of rows');
          yield row;
        }
      },
    };
    await writeFile(join(folder, 'SigninLogs.ndjson'), 'before\n');

    // WHEN it is written
    await expect(writeTenant(broken, folder)).rejects.toMatchObject({ code: 'MXDR-SIMULATION-WRITE' });

    // THEN the earlier file is untouched
    expect(await readdir(folder)).toEqual(['SigninLogs.ndjson']);
    expect(await readFile(join(folder, 'SigninLogs.ndjson'), 'utf8')).toBe('before\n');
  });
});
