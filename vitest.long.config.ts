import { defineConfig } from 'vitest/config';
import config from './vitest.config.js';

/** Wide grids that take minutes: not part of `./endoveil test`. */
export default defineConfig({
  ...config,
  test: { include: ['services/*/src/**/*.long.test.ts'], testTimeout: 240_000, maxWorkers: 1 },
});
