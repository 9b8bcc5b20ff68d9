import { join } from 'node:path';
import { encodeWindows, joinWindows, probeVideo, type Sandbox, standardEncoder } from '@endoveil/media';

const WINDOW = 125;

/** Encodes a file as the levels do, with a picture that is given: the middle of the frame. Answers where the result is. */
export async function encodeStep(sandbox: Sandbox, path: string, scratchDir: string): Promise<string> {
  const { signal } = new AbortController();
  const facts = await probeVideo(sandbox, path, signal);
  const { displayWidth: width, displayHeight: height } = facts;
  const keep = new Uint8Array(width * height);
  for (let y = height >> 2; y < height - (height >> 2); y += 1)
    keep.fill(1, y * width + (width >> 2), (y + 1) * width - (width >> 2));
  const masking = { width, height, segments: [{ first: 0, last: 2 ** 31 - 1, keep }], covers: [] };
  const small = { width: 64, height: 36 };
  const request = { path, facts, masking, encoder: standardEncoder, windowFrames: WINDOW, small, scratchDir, signal };
  const { file, windows, ptsTable } = await encodeWindows(sandbox, request, () => undefined);
  const output = join(scratchDir, 'artifact.mp4');
  await joinWindows(sandbox, { files: [file], windows, ptsTable, timeBase: facts.timeBase, path: output, signal });
  return output;
}
