import { expect, it } from 'vitest';
import { KilledUploadRig } from './killed-upload-rig.js';

it('ends with the same bytes though the server that receives is killed on the way, at the last byte too', async () => {
  await using rig = await KilledUploadRig.start();
  const places = [700_000, 3_000_000];
  expect(await rig.upload(3_000_000, 2, () => places.shift()!)).toBe('equal');
});
