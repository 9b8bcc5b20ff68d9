import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Encoder, type EncoderSettings, encoderOptions, hardwareOf } from './encoder.js';
import { readMp4 } from '../probing/mp4-samples.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const SIZE = { width: 640, height: 360 };
const [FRAMES, WINDOW] = [50, 20];

/**
 * The settings as they are where this machine can encode with them, else with libx264. Encoders in hardware must show
 * first, inside the sandbox, that they keep every frame and begin a closed group where a window begins. Never throws.
 */
export async function chooseEncoder(
  sandbox: Sandbox,
  settings: EncoderSettings,
  scratchDir: string,
): Promise<EncoderSettings> {
  if (settings.encoder === 'libx264') return settings;
  // a proof of every sample is one of libx264's own mode
  const isUsable = !settings.lossless && (await canEncode(sandbox, settings, scratchDir));
  return isUsable ? settings : { ...settings, encoder: 'libx264' satisfies Encoder };
}

/** Exported for its test. */
export async function canEncode(sandbox: Sandbox, settings: EncoderSettings, scratchDir: string): Promise<boolean> {
  const dir = await mkdtemp(join(scratchDir, 'encoder-'));
  const { devices, options, filters } = hardwareOf(settings.encoder);
  try {
    const { exitCode } = await sandbox.output({
      program: 'ffmpeg',
      args: [
        ...['-v', 'error', '-nostdin', '-y', ...options],
        ...['-f', 'lavfi', '-i', `testsrc2=size=${SIZE.width}x${SIZE.height}:rate=25,format=yuv420p`],
        ...['-frames:v', String(FRAMES), '-vf', ['null', ...filters].join(',')],
        ...[...encoderOptions(settings, WINDOW, SIZE), '-f', 'mp4', '/work/test.mp4'],
      ],
      reads: [],
      writes: { hostPath: dir, seenAs: '/work' },
      devices,
      limits: { memoryMiB: 1024, deadlineSeconds: 30 },
      signal: AbortSignal.timeout(30_000),
    });
    const { samples } = await readMp4(join(dir, 'test.mp4'));
    const starts = samples.filter((_, i) => i % WINDOW === 0);
    return (
      exitCode === 0 &&
      samples.length === FRAMES &&
      starts.every(({ isKey, shown }, i) => isKey && shown === i * WINDOW)
    );
  } catch {
    return false;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
