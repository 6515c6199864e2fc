import { fileURLToPath } from 'node:url';
import { defineProject } from 'vitest/config';

/** Tests of one workspace, run from source: what is built plays no part. */
export const sourceProject = (name: string) =>
  defineProject({
    resolve: { conditions: ['@mxdr/source'] },
    ssr: { resolve: { conditions: ['@mxdr/source', 'node', 'import'] } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      setupFiles: [fileURLToPath(new URL('test/property-seed.ts', import.meta.url))],
      // A limit for hangs, not for speed: the first query of a file loads the language service, seconds on a busy machine.
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  });
