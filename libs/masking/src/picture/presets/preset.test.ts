import { expect, it } from 'vitest';
import type { Picture } from '../picture.js';
import { presets } from './index.js';
import { agreeingPreset } from './preset.js';

const at = (x: number, y: number, width: number, height: number): Picture => ({
  shape: 'octagon',
  box: { x, y, width, height },
  cuts: [100, 100, 100, 100],
});

it('agrees with what was found where a measured preset says the same', () => {
  expect(agreeingPreset(presets, at(556, 2, 1340, 1076), 1920, 1080)?.device).toBe('Olympus CV-1500');
});

it.each([
  ['the picture stands elsewhere', at(480, 0, 1350, 1080), 1920, 1080],
  ['the frame has another size', at(550, 0, 1350, 1080), 1920, 1200],
  ['the preset was only claimed', at(600, 50, 1300, 1000), 1920, 1080],
])('proves nothing when %s', (_, picture, width, height) =>
  expect(agreeingPreset(presets, picture, width, height)).toBeUndefined(),
);

it('lies within its own frame', () => {
  for (const { device, width, height, picture, fields } of presets)
    for (const box of [picture, ...fields.map((one) => one.box)]) {
      expect(box.x + box.width, device).toBeLessThanOrEqual(width);
      expect(box.y + box.height, device).toBeLessThanOrEqual(height);
    }
});
