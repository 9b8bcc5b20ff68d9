import type { Preset } from './preset.js';

const field = (name: string, x: number, y: number, width: number, height: number) => ({
  name,
  box: { x, y, width, height },
});

export const olympusCv1500: Preset = {
  device: 'Olympus CV-1500',
  width: 1920,
  height: 1080,
  picture: { x: 550, y: 0, width: 1350, height: 1080 },
  fields: [
    field('exam-date', 0, 0, 390, 40),
    field('exam-time', 240, 7, 115, 35),
    field('last-name', 70, 83, 450, 30),
    field('first-name', 80, 115, 440, 30),
    field('birth-date', 70, 180, 160, 50),
    field('device', 70, 630, 280, 35),
    field('device-serial', 70, 670, 280, 35),
  ],
  evidence: 'measured',
  source:
    'the octagon spans 550 to 1900 on four published stills; the places of the fields as open-source presets state them',
};
