import { fujifilm4450hd } from './fujifilm-4450hd.js';
import { olympusCv1500 } from './olympus-cv-1500.js';
import { pentaxEpt7000 } from './pentax-ept-7000.js';
import type { Preset } from './preset.js';

/** Every processor that is known; a new one is one new file. */
export const presets: readonly Preset[] = [olympusCv1500, pentaxEpt7000, fujifilm4450hd];
