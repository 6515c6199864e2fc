import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'stacks', 'test'],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**', 'stacks/src/**'],
      exclude: ['**/*.test.ts', '**/index.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
