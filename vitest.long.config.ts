import { defineConfig } from 'vitest/config';
import config from './vitest.config.js';

/** Wide grids that take minutes, and what needs a program that cannot be fetched: not part of `./endoveil test`. */
export default defineConfig({
  ...config,
  test: {
    include: [
      'services/*/src/**/*.long.test.ts',
      'test/{e2e,kubernetes}/*.long.test.ts',
      'test/eval/src/**/*.long.test.ts',
    ],
    testTimeout: 600_000,
    maxWorkers: 1,
  },
});
