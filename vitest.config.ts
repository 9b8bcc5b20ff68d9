import { defineConfig } from 'vitest/config';

/** Tests read the sources of every room, so a stale build can never make them pass. */
const shared = {
  resolve: { conditions: ['endoveil-source', 'node'] },
  ssr: { resolve: { conditions: ['endoveil-source', 'node'] } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};

/** By itself vitest leaves one core without work, which is half of a small machine. */
const EVERY_CORE = '100%';

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          // pure functions over dictionaries, which every file would read anew: for seconds, ninety times
          name: 'phi',
          include: ['libs/phi/src/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/*.long.test.ts'],
          testTimeout: 30_000,
          isolate: false,
          maxWorkers: EVERY_CORE,
        },
      },
      {
        ...shared,
        test: {
          name: 'unit',
          include: [
            '{libs,services}/*/src/**/*.test.ts',
            'test/{eval,chaos}/src/**/*.test.ts',
            'test/architecture/**/*.test.ts',
          ],
          exclude: ['libs/phi/**', '**/*.int.test.ts', '**/*.long.test.ts', '**/node_modules/**', '**/dist/**'],
          // the first text of a file waits for the dictionary, on a busy machine for seconds
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: EVERY_CORE,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['{libs,services}/*/src/**/*.int.test.ts', 'test/{eval,chaos}/src/**/*.int.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          // whole houses for minutes; a build server runs them, `./endoveil test` alone does not
          name: 'slow',
          include: ['test/e2e/**/*.slow.test.ts'],
          testTimeout: 480_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
