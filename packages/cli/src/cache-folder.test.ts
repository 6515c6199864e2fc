import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolderOf } from './cache-folder.ts';

describe.skipIf(process.platform === 'win32')('cacheFolderOf', () => {
  it.each([
    [{ MXDR_CACHE_DIR: 'off', HOME: '/home/a' }, 'linux', undefined],
    [{ MXDR_CACHE_DIR: '/srv/cache', HOME: '/home/a' }, 'linux', '/srv/cache'],
    [{ MXDR_CACHE_DIR: 'near', HOME: '/home/a' }, 'linux', path.resolve('near')],
    [{ HOME: '/home/a' }, 'linux', '/home/a/.cache/mxdr'],
    [{ MXDR_CACHE_DIR: '', HOME: '/home/a', XDG_CACHE_HOME: '/var/cache/a' }, 'linux', '/var/cache/a/mxdr'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: 'not-absolute' }, 'linux', '/home/a/.cache/mxdr'],
    [{ HOME: '/Users/a' }, 'darwin', '/Users/a/Library/Caches/mxdr'],
    [{ HOME: '/c/a', LOCALAPPDATA: '/c/a/Local' }, 'win32', '/c/a/Local/mxdr/cache'],
  ] as const)('of %j on %s is %s', (env, platform, folder) => {
    expect(cacheFolderOf(env, platform)).toBe(folder);
  });
});
