import { expect, it } from 'vitest';
import { KilledUploadRig } from './killed-upload-rig.js';

it('ends with the same bytes though the server that receives is killed on the way', async () => {
  await using rig = await KilledUploadRig.start(1);
  expect(await rig.upload(3_000_000, 1, () => 1_700_000)).toBe('equal');
});
