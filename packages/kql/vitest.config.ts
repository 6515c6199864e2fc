import { defineProject } from 'vitest/config';

export default defineProject({
  resolve: { conditions: ['@mxdr/source'] },
  ssr: { resolve: { conditions: ['@mxdr/source', 'node', 'import'] } },
  // The first query of a file loads the language service: seconds on a busy machine.
  test: { name: 'kql', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
