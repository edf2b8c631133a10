import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** One vitest project per kind of test; e2e and interop run one file at a time because they own real processes. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: { name: 'unit', include: ['tests/**/*.test.{ts,tsx}'], exclude: ['tests/e2e/**', 'tests/interop/**'], testTimeout: 30_000 },
      },
      {
        root,
        test: {
          name: 'interop',
          include: ['tests/interop/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 60_000 },
      },
    ],
  },
});
