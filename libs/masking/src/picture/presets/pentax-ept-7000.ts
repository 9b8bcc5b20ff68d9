import type { Preset } from './preset.js';

export const pentaxEpt7000: Preset = {
  device: 'Pentax EPT-7000',
  width: 1920,
  height: 1080,
  picture: { x: 600, y: 50, width: 1300, height: 1000 },
  fields: [],
  evidence: 'claimed',
  source: 'an open-source preset that calls itself a placeholder; even the maker is doubtful',
};
