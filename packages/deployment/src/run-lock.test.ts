import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockOutputFolder } from './run-lock.ts';
import { makeFolder } from './testing/stack-folders.ts';

const clock = { now: () => Date.parse('2026-10-01T08:00:00Z') };
const fileOf = (folder: string): string => path.join(folder, '.mxdr-run.lock');
const write = (folder: string, holder: unknown): void => writeFileSync(fileOf(folder), JSON.stringify(holder));

describe('the lock of the output folder', () => {
  it('lets one run in at a time and leaves nothing behind', async () => {
    // GIVEN
    const folder = makeFolder();
    const unlock = await lockOutputFolder(folder, clock);
    // WHEN
    const second = lockOutputFolder(folder, clock);
    // THEN
    await expect(second).rejects.toMatchObject({ code: 'MXDR-RUN-BUSY', why: expect.stringContaining('since 2026-10-01T08:00:00.000Z') });
    await unlock();
    expect(readdirSync(folder)).toEqual([]);
    await (
      await lockOutputFolder(folder, clock)
    )();
  });

  it('takes over what a dead process of this machine left, and nothing else', async () => {
    const folder = makeFolder();
    // A process id above what Linux, macOS and Windows give out.
    const dead = { pid: 2 ** 30, host: hostname(), since: 'x' };
    write(folder, { ...dead, host: 'elsewhere' });
    await expect(lockOutputFolder(folder, clock)).rejects.toMatchObject({ code: 'MXDR-RUN-BUSY' });
    writeFileSync(fileOf(folder), 'torn');
    await expect(lockOutputFolder(folder, clock)).rejects.toMatchObject({ code: 'MXDR-RUN-BUSY' });
    write(folder, dead);
    const unlock = await lockOutputFolder(folder, clock);
    expect(existsSync(fileOf(folder))).toBe(true);
    await unlock();
  });
});
