import { defineProject } from 'vitest/config';

/** End-to-end tests run against what ships: the built `dist`, hence no source condition here. */
export default defineProject({
  test: { name: 'end-to-end', include: ['**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000 },
});
