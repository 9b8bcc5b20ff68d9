import { tmpdir } from 'node:os';
import { chooseEncoder, type Sandbox } from '@endoveil/media';
import { loadSettings } from '@endoveil/runtime';
import { videoSettings } from '../config.js';
import type { Making } from './picture-only.js';

/** How the environment says that results are made; an encoder in hardware is tried first. Throws `SettingsRefused` at once. */
export function makingOf(sandbox: Sandbox, environment: Readonly<Record<string, string | undefined>>): Promise<Making> {
  const { strict, ...wanted } = loadSettings(videoSettings, environment);
  return chooseEncoder(sandbox, wanted, tmpdir()).then((encoder) => ({ encoder, strict }));
}
