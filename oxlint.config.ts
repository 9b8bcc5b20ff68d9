import { defineConfig } from 'oxlint';

/** Packages that exactly one room may import: whoever else needs them asks that room. */
const guarded: Record<string, readonly string[]> = {
  '@nats-io/*': ['libs/messaging', 'libs/embedded'],
  redlock: ['libs/locks'],
  typeorm: ['libs/ledger'],
  pg: ['libs/ledger', 'libs/embedded'],
  'fluent-ffmpeg': ['libs/media'],
  'tesseract.js': ['libs/media'],
  ollama: ['libs/llm'],
  'pdfjs-dist': ['services/pdf-reader'],
  'pdfjs-dist/**': ['services/pdf-reader'],
  'node:child_process': ['libs/media', 'libs/embedded', 'libs/testing', 'services/cli', 'test'],
};

const rooms = {
  contracts: ['contracts'],
  pure: ['masking', 'phi'],
  platform: ['runtime', 'messaging', 'ledger', 'storage', 'locks', 'media', 'llm', 'embedded', 'work', 'host'],
  services: [
    'intake',
    'lock-and-dedupe',
    'video-anonymizer',
    'pdf-reader',
    'metadata-llm',
    'verifier',
    'registry',
    'publisher',
  ],
};

/** What a pure room may not touch: it is given values and returns values. */
const io = [
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
  'node:process',
  'node:stream',
  'node:worker_threads',
];

/** What a room may not import: libraries above it, other services, and guarded packages of other rooms. */
function forbidden(dir: string, room: string, layer: keyof typeof rooms | 'cli' | 'testing') {
  const own = (names: readonly string[]) => names.filter((name) => name !== room).map((name) => `@endoveil/${name}`);
  const group = [
    '@endoveil/*/*',
    ...(layer === 'cli' ? [] : own([...rooms.services, 'cli'])),
    ...(layer === 'contracts' ? own([...rooms.pure, ...rooms.platform, 'testing']) : []),
    ...(layer === 'pure' ? [...own(rooms.platform), ...io] : []),
    ...(layer === 'testing' ? own([...rooms.pure, ...rooms.platform]) : []),
    // the verifier must not share the mistakes of what it checks
    ...(room === 'verifier' ? ['@endoveil/masking', '@endoveil/phi', '@endoveil/llm'] : []),
    ...Object.entries(guarded)
      .filter(([, allowed]) => !allowed.includes(`${dir}/${room}`))
      .map(([name]) => name),
  ];
  return { 'no-restricted-imports': ['error', { patterns: [{ group }] }] } as const;
}

const boundary = (dir: 'libs' | 'services', layer: Parameters<typeof forbidden>[2], names: readonly string[]) =>
  names.map((name) => ({
    files: [`${dir}/${name}/src/**/*.ts`],
    excludeFiles: ['**/*.test.ts'],
    rules: forbidden(dir, name, layer),
  }));

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    // a Nest module is a class that holds nothing but its decorator
    'typescript/no-extraneous-class': ['error', { allowWithDecorator: true }],
    // a metric registers itself
    'no-new': 'off',
    // long argument lists read better in groups
    'unicorn/no-useless-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'promise/always-return': 'off',
    'promise/no-callback-in-promise': 'off',
    // its fix turns an injected class into `import type` and breaks injection silently
    'typescript/consistent-type-imports': 'off',
    'import/no-unassigned-import': 'off',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'unicorn/no-array-sort': 'off',
    'vitest/require-mock-type-parameters': 'off',
    // the second argument is the message that says which case failed
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
  },
  overrides: [
    ...boundary('libs', 'contracts', rooms.contracts),
    ...boundary('libs', 'pure', rooms.pure),
    ...boundary('libs', 'platform', rooms.platform),
    ...boundary('libs', 'testing', ['testing']),
    ...boundary('services', 'services', rooms.services),
    ...boundary('services', 'cli', ['cli']),
  ],
  ignorePatterns: ['**/dist/**', '.tools/**'],
});
