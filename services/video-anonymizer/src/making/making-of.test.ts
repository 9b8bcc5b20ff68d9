import { bubblewrap, standardEncoder } from '@endoveil/media';
import { expect, it } from 'vitest';
import { makingOf } from './making-of.js';

it('is strict where the site asks for it, in every program that makes results', async () => {
  expect(await makingOf(bubblewrap(), {})).toMatchObject({ strict: false, encoder: standardEncoder });
  expect(await makingOf(bubblewrap(), { ENDOVEIL_VIDEO_STRICT: 'true' })).toMatchObject({ strict: true });
});
