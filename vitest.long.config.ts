import { defineConfig } from 'vitest/config';
import config from './vitest.config.js';

/** Wide grids that take minutes: not part of `./endoveil test`. */
export default defineConfig({
  ...config,
  test: {
    include: ['services/*/src/**/*.long.test.ts', 'test/e2e/*.long.test.ts'],
    testTimeout: 600_000,
    maxWorkers: 1,
  },
});
