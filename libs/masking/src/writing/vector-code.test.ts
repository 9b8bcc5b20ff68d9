import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import wabt from 'wabt';
import { EDGES, SHRINK, UNITS } from './vector-code.js';

/** Set it to write what the sources say instead of checking it. */
const writes = process.env['ENDOVEIL_WRITE_CODE'] === '1';
const file = join(import.meta.dirname, 'vector-code.ts');

async function assembled(name: string): Promise<string> {
  const { parseWat } = await wabt();
  const source = parseWat(name, readFileSync(join(import.meta.dirname, name), 'utf8'), { simd: true });
  return Buffer.from(source.toBinary({}).buffer).toString('base64');
}

it.each([
  ['edges.wat', EDGES],
  ['shrink.wat', SHRINK],
  ['units.wat', UNITS],
])('%s is what runs', async (name, committed) => {
  const code = await assembled(name);
  if (writes) writeFileSync(file, readFileSync(file, 'utf8').replace(`'${committed}'`, `'${code}'`));
  expect(writes ? code : committed).toBe(code);
});
