import { encodeFrames, type happeningNames, layoutNamed, syntheticExam } from '@endoveil/testing';

export interface SmallExamOptions {
  readonly path: string;
  readonly seed: number;
  readonly seconds: number;
  readonly happening?: (typeof happeningNames)[number];
  readonly layout?: string;
  /** Frames between key frames; every group of frames is closed. */
  readonly keyEvery?: number;
}

/** An invented exam as MP4 with H.264, of one piece. Exams of equal options can be joined without encoding again. */
export async function smallExam(options: SmallExamOptions): Promise<void> {
  const { seed, seconds, happening = 'opaque', keyEvery = 25, path } = options;
  const layout = layoutNamed(options.layout ?? 'vga-circle-right');
  const exam = syntheticExam({ seed, happening, layout, frames: Math.round(seconds * layout.framesPerSecond) });
  const pixels = function* () {
    for (const shown of exam.frames()) yield shown.pixels;
  };
  const { width, height } = exam;
  const encoder = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-crf',
    '20',
    '-g',
    String(keyEvery),
    '-pix_fmt',
    'yuv420p',
  ];
  await encodeFrames({ width, height, framesPerSecond: layout.framesPerSecond, frames: pixels() }, encoder, path);
}
