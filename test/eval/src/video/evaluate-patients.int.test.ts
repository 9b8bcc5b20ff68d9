import { expect, it } from 'vitest';
import { evaluatePatients } from './evaluate-patients.js';

it('carries nothing of one patient over to the next', async () => {
  const { pairs, gates } = await evaluatePatients({ level: 'frame-cleaning', pairs: 1, seed: 40 });
  expect(pairs).toEqual([{ seeds: [40, 41], carried: 0, same: true }]);
  expect(gates.map(({ holds }) => holds)).toEqual([true, true]);
}, 240_000);
