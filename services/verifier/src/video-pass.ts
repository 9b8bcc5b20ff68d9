import { createHash } from 'node:crypto';
import { decodeFrames, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { type Candidate, letterRows } from './letter-rows.js';

/** What one pass over every frame of the result learned. */
export interface VideoPass {
  readonly width: number;
  readonly height: number;
  readonly times: readonly bigint[];
  /** For each pixel the brightest it ever was. */
  readonly brightest: Uint8Array;
  /** Rows of letter-like shapes, each distinct one once, cut out. */
  readonly candidates: readonly Candidate[];
  /** Candidates beyond what is kept: then not all were looked at. */
  readonly dropped: number;
  /** One frame each second. */
  readonly stills: readonly Uint8Array[];
}

const MOST_CANDIDATES = 160;
const MOST_STILLS = 900;

export async function passOverVideo(sandbox: Sandbox, facts: VideoFacts, task: VerifyTask): Promise<VideoPass> {
  const { displayWidth: width, displayHeight: height } = facts;
  const brightest = new Uint8Array(width * height);
  const times: bigint[] = [];
  const stills: Uint8Array[] = [];
  const candidates = new Map<string, Candidate>();
  let dropped = 0;
  let nextStill = 0;
  const [num, den] = facts.timeBase;
  const request = { path: task.artifactPath, facts, pixelFormat: 'gray', signal: task.signal } as const;
  for await (const { index, pts, data } of decodeFrames(sandbox, request)) {
    times.push(pts);
    for (let i = 0; i < brightest.length; i += 1) if (data[i]! > brightest[i]!) brightest[i] = data[i]!;
    const seconds = (Number(pts - times[0]!) * num) / den;
    if (seconds >= nextStill && stills.length < MOST_STILLS) {
      stills.push(Uint8Array.from(data));
      nextStill = seconds + 1;
    }
    for (const candidate of letterRows({ width, height, gray: data })) {
      const name = nameOf(candidate);
      if (candidates.has(name)) continue;
      if (candidates.size < MOST_CANDIDATES) candidates.set(name, candidate);
      else dropped += 1;
    }
    if (index % 20 === 0) task.progress({ done: index });
  }
  return { width, height, times, brightest, candidates: [...candidates.values()], dropped, stills };
}

/** The same writing at the same place, frame after frame, is one candidate: place and picture, both coarse. */
function nameOf({ x, y, width, height, gray }: Candidate): string {
  const hash = createHash('sha256').update(`${x >> 5} ${y >> 4} ${width >> 6} ${height >> 4} `);
  const coarse = new Uint8Array(32 * 8);
  const mean = gray.reduce((sum, value) => sum + value, 0) / Math.max(1, gray.length);
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 32; column += 1) {
      const at = Math.floor(((row + 0.5) * height) / 8) * width + Math.floor(((column + 0.5) * width) / 32);
      coarse[row * 32 + column] = gray[at]! > mean + 20 ? 1 : 0;
    }
  return hash.update(coarse.filter((_, i) => i % 4 === 0)).digest('hex');
}
