import { createCanvas } from '@napi-rs/canvas';
import { anInventedPatient, seeded } from '../invented-patient.js';
import { happenings, type HappeningName } from './happenings.js';
import { type Area, displaySize, type ExamLayout, examLayouts } from './layouts.js';
import { drawDevicePanel, drawPanel } from './panel.js';
import { clipToShape } from './picture-shape.js';
import { examLanguages, type ExamLanguage, type Happening, pick, type Scene } from './scene.js';
import { Tissue } from './tissue.js';
import type { FrameTruth, TruthBox, TruthItem } from './truth.js';

export interface SyntheticExamOptions {
  readonly seed: number;
  readonly happening: HappeningName;
  readonly layout: ExamLayout;
  readonly frames: number;
  /** Default: one that follows from the seed. */
  readonly language?: ExamLanguage;
  /** A line inside the picture is told from it by its colour alone. Default: one of four is. */
  readonly colourAlone?: boolean;
}

export interface SyntheticExam {
  readonly width: number;
  readonly height: number;
  /** The rectangle around the picture; around all of them when the layout changes. */
  readonly pictureBox: TruthBox;
  /** RGBA, valid until the next, with what it shows. */
  frames(): Generator<{ readonly pixels: Buffer; readonly truth: FrameTruth }>;
}

/** An invented exam, frame by frame, with exact truth. The same options give the same frames. */
export function syntheticExam(options: SyntheticExamOptions): SyntheticExam {
  const [width, height] = displaySize(options.layout);
  const scene = sceneOf(options, width, height);
  const happening = happenings[options.happening](scene);
  const layouts = new Set(Array.from({ length: options.frames }, (_, n) => happening.layoutAt?.(n) ?? options.layout));
  const areas = [...layouts].map(({ picture }) => inPixels(picture, width, height));
  return {
    width,
    height,
    pictureBox: [
      Math.floor(Math.min(...areas.map(({ x }) => x))),
      Math.floor(Math.min(...areas.map(({ y }) => y))),
      Math.ceil(Math.max(...areas.map((area) => area.x + area.width))),
      Math.ceil(Math.max(...areas.map((area) => area.y + area.height))),
    ],
    *frames() {
      const tissue = new Tissue(scene.random, Math.hypot(scene.picture.width, scene.picture.height));
      let camera = scene.random() * 20;
      for (let frame = 0; frame < options.frames; frame += 1) {
        if (!happening.isFrozen?.(frame)) camera += 1 / options.layout.framesPerSecond;
        const truth = drawFrame(scene, options.happening, happening, tissue, frame, camera);
        yield { pixels: scene.context.canvas.data(), truth };
      }
    },
  };
}

/** What the seed of the inks differs by from that of all else. */
const INK = 0x1235813;

function sceneOf(options: SyntheticExamOptions, width: number, height: number): Scene {
  const { seed, layout, frames, language, colourAlone } = options;
  const random = seeded(seed);
  return {
    context: createCanvas(width, height).getContext('2d'),
    random,
    ink: seeded(seed + INK),
    ...(colourAlone === undefined ? {} : { colourAlone }),
    layout,
    width,
    height,
    shape: layout.shape,
    picture: inPixels(layout.picture, width, height),
    frames,
    patient: anInventedPatient(seed),
    others: Array.from({ length: 6 + Math.floor(random() * 4) }, (_, i) => anInventedPatient(seed * 31 + i + 1)),
    language: language ?? pick(random, examLanguages),
  };
}

function drawFrame(
  scene: Scene,
  name: HappeningName,
  happening: Happening,
  tissue: Tissue,
  frame: number,
  camera: number,
): FrameTruth {
  const { context, width, height, patient } = scene;
  const layout = happening.layoutAt?.(frame) ?? scene.layout;
  context.fillStyle = `rgb(${layout.ground},${layout.ground},${layout.ground})`;
  context.fillRect(0, 0, width, height);
  const picture = inPixels(layout.picture, width, height);
  context.save();
  clipToShape(context, layout.shape, picture);
  tissue.draw(context, picture, camera);
  const inside = happening.inPicture?.(frame) ?? [];
  context.restore();
  const second = Math.floor(frame / layout.framesPerSecond);
  const whose = happening.panelOf ? happening.panelOf(frame) : patient;
  const panel = whose
    ? drawPanel(scene, whose, second, layout)
    : name === 'control-device-text'
      ? drawDevicePanel(scene, layout)
      : [];
  const { items = [], hides } = happening.over?.(frame) ?? {};
  const below = [...inside, ...panel].filter(({ box }) => !hides || !isHidden(box, hides));
  return { items: [...below, ...items] satisfies TruthItem[], noPicture: happening.noPicture?.(frame) ?? false };
}

function isHidden([left, top, right, bottom]: TruthBox, { x, y, width, height }: Area): boolean {
  return left >= x && top >= y && right <= x + width && bottom <= y + height;
}

const inPixels = ({ x, y, width: w, height: h }: Area, width: number, height: number): Area => ({
  x: Math.round(x * width),
  y: Math.round(y * height),
  width: Math.round(w * width),
  height: Math.round(h * height),
});

export const layoutNamed = (name: string): ExamLayout => {
  const layout = examLayouts.find((one) => one.name === name);
  if (!layout) throw new Error(`no layout ${name}`);
  return layout;
};
