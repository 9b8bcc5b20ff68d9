import type { Preset } from './preset.js';

export const fujifilm4450hd: Preset = {
  device: 'Fujifilm VP-4450HD',
  width: 1920,
  height: 1080,
  picture: { x: 580, y: 20, width: 1320, height: 1040 },
  fields: [],
  evidence: 'claimed',
  source: 'an open-source preset that calls itself a placeholder',
};
