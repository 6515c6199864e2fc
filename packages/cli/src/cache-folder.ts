import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * Where things lie that only save time: `MXDR_CACHE_DIR`, or the place that the system has for it.
 * @returns undefined when the person wants none: `MXDR_CACHE_DIR=off`
 */
export function cacheFolderOf(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const named = env['MXDR_CACHE_DIR'] ?? '';
  if (named === 'off') return undefined;
  if (named !== '') return path.resolve(named);
  const home = env['HOME'] ?? homedir();
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'mxdr/cache');
  if (platform === 'darwin') return path.join(home, 'Library/Caches/mxdr');
  // The standard asks for an absolute path and for nothing else.
  const standard = env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(standard) ? standard : path.join(home, '.cache'), 'mxdr');
}
