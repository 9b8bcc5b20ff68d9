import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeded } from '../invented-patient.js';
import { encodeFrames } from './encode-frames.js';
import { happeningNames, type HappeningName, isControl } from './happenings.js';
import { type ExamLayout, examLayouts } from './layouts.js';
import { between, pick } from './scene.js';
import { syntheticExam } from './synthetic-exam.js';
import { TruthTable } from './truth.js';

export interface ExamSetOptions {
  readonly folder: string;
  readonly clips: number;
  readonly seed: number;
  readonly onClip?: (done: number, of: number) => void;
}

/** One clip of a set; all of it follows from the set's seed and its number. */
export interface PlannedClip {
  readonly file: string;
  readonly seed: number;
  readonly layout: ExamLayout;
  readonly happening: HappeningName;
  readonly frames: number;
  /** Options of ffmpeg. */
  readonly encoding: readonly string[];
}

const containers = [
  ...Array.from({ length: 12 }, () => ['mp4', 'libx264', 'mp4'] as const),
  ['mkv', 'libx264', 'matroska'],
  ['ts', 'mpeg2video', 'mpegts'],
  ['avi', 'mpeg4', 'avi'],
] as const;

/** Layouts and happenings in turn, so that each occurs with each sooner or later; everything else by chance. */
export function planExamSet({ clips, seed }: Pick<ExamSetOptions, 'clips' | 'seed'>): readonly PlannedClip[] {
  return Array.from({ length: clips }, (_, i) => {
    const random = seeded(seed * 100_003 + i);
    const layout = examLayouts[(i * 7 + seed) % examLayouts.length]!;
    const happening = happeningNames[(i + seed) % happeningNames.length]!;
    const [extension, codec, format] = pick(random, containers);
    const frames = Math.round(between(random, 2, 4) * layout.framesPerSecond);
    const quality =
      codec === 'libx264'
        ? [
            '-preset',
            'ultrafast',
            '-crf',
            String(Math.round(between(random, 16, 30))),
            '-g',
            String(pick(random, [12, 50, 250])),
          ]
        : ['-q:v', String(Math.round(between(random, 2, 6)))];
    const [width, height] = layout.stored;
    const [num, den] = layout.sampleAspect;
    return {
      file: `${String(i + 1).padStart(3, '0')}_${happening}_${layout.name}.${extension}`,
      seed: Math.floor(random() * 2 ** 31),
      layout,
      happening,
      frames,
      encoding: [
        ...['-vf', `scale=${width}:${height}:flags=bicubic,setsar=${num}/${den}`],
        ...['-c:v', codec, ...quality, '-pix_fmt', 'yuv420p', '-f', format],
      ],
    };
  });
}

/** Writes the clips, `NAME.gt.json` beside each, and `manifest.json`. */
export async function makeExamSet(options: ExamSetOptions): Promise<void> {
  await mkdir(options.folder, { recursive: true });
  const plan = planExamSet(options);
  const clips = [];
  for (const clip of plan) {
    clips.push(await makeClip(options.folder, clip));
    options.onClip?.(clips.length, plan.length);
  }
  const manifest = {
    note: 'all identities are invented, all pictures are drawn',
    seed: options.seed,
    clips,
  };
  await writeFile(join(options.folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

async function makeClip(folder: string, clip: PlannedClip) {
  const { file, layout, happening } = clip;
  const exam = syntheticExam(clip);
  const truth = new TruthTable();
  function* pixels() {
    let frame = 0;
    for (const shown of exam.frames()) {
      truth.add(frame, shown.truth);
      frame += 1;
      yield shown.pixels;
    }
  }
  const { width, height } = exam;
  const video = { width, height, framesPerSecond: layout.framesPerSecond, frames: pixels() };
  await encodeFrames(video, clip.encoding, join(folder, file));
  await writeFile(join(folder, `${file.replace(/\.[^.]+$/, '')}.gt.json`), JSON.stringify(truth.stretches));
  return {
    file,
    desc: `${happening} on ${layout.name}`,
    frames: clip.frames,
    fps: layout.framesPerSecond,
    size: [width, height],
    picture_box: exam.pictureBox,
    phi_frames: isControl(happening) ? 0 : truth.phiFrames,
  };
}
