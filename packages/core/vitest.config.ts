import { defineProject } from 'vitest/config';

export default defineProject({
  resolve: { conditions: ['@mxdr/source'] },
  ssr: { resolve: { conditions: ['@mxdr/source', 'node', 'import'] } },
  test: { name: 'core', include: ['src/**/*.test.ts'], testTimeout: 20_000 },
});
