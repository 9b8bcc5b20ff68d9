export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type PictureShape = 'rectangle' | 'octagon' | 'circle' | 'cut-corners' | 'ellipse';

/** How one kind of endoscopy processor arranges its screen. Areas are shares of the display, 0 to 1. */
export interface ExamLayout {
  readonly name: string;
  /** Stored size and shape of a sample; together they give the display size. */
  readonly stored: readonly [width: number, height: number];
  readonly sampleAspect: readonly [number, number];
  readonly framesPerSecond: number;
  readonly shape: PictureShape;
  readonly picture: Area;
  /** Where rows of text stand; `row`: beside each other, wrapped. */
  readonly panels: readonly (Area & { readonly flow: 'column' | 'row' })[];
  /** Size of the letters, as a share of the display's height. */
  readonly letters: number;
  readonly family: 'DejaVu Sans' | 'DejaVu Sans Mono' | 'DejaVu Serif';
  readonly bold: boolean;
  readonly colour: string;
  /** Brightness of the screen beside the picture, 0 to 255: not every processor's black is black. */
  readonly ground: number;
}

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
const column = (x: number, y: number, width: number, height: number) => ({
  ...area(x, y, width, height),
  flow: 'column' as const,
});
const row = (x: number, y: number, width: number, height: number) => ({
  ...area(x, y, width, height),
  flow: 'row' as const,
});

const standard = {
  sampleAspect: [1, 1],
  framesPerSecond: 25,
  family: 'DejaVu Sans',
  bold: false,
  colour: '#e1e1e1',
  ground: 0,
} as const;

/** Invented screens that cover what real ones do: sizes, sample shapes, panels on every side, every picture shape. */
export const examLayouts: readonly ExamLayout[] = [
  {
    ...standard,
    name: 'hd-octagon-right',
    stored: [1920, 1080],
    shape: 'octagon',
    picture: area(0.287, 0.01, 0.7, 0.98),
    panels: [column(0.015, 0.03, 0.245, 0.9)],
    letters: 0.026,
  },
  {
    ...standard,
    name: 'hd-cut-corners-right',
    stored: [1920, 1080],
    shape: 'cut-corners',
    picture: area(0.313, 0.047, 0.66, 0.92),
    panels: [column(0.02, 0.05, 0.265, 0.88)],
    letters: 0.03,
    bold: true,
    ground: 2,
  },
  {
    ...standard,
    name: 'hd-circle-centre',
    stored: [1920, 1080],
    shape: 'circle',
    picture: area(0.24, 0.04, 0.5175, 0.92),
    panels: [column(0.012, 0.03, 0.2, 0.42), column(0.8, 0.03, 0.19, 0.42), column(0.012, 0.72, 0.2, 0.25)],
    letters: 0.022,
    framesPerSecond: 30,
  },
  {
    ...standard,
    name: '720-octagon-right',
    stored: [1280, 720],
    shape: 'octagon',
    picture: area(0.3, 0.02, 0.68, 0.96),
    panels: [column(0.015, 0.04, 0.25, 0.9)],
    letters: 0.03,
  },
  {
    ...standard,
    name: '720-rectangle-left',
    stored: [1280, 720],
    shape: 'rectangle',
    picture: area(0.02, 0.05, 0.62, 0.83),
    panels: [column(0.68, 0.05, 0.3, 0.85)],
    letters: 0.032,
    colour: '#f0f0c0',
  },
  {
    ...standard,
    name: '720-ellipse-right',
    stored: [1280, 720],
    shape: 'ellipse',
    picture: area(0.33, 0.06, 0.6, 0.86),
    panels: [column(0.02, 0.06, 0.27, 0.88)],
    letters: 0.028,
    family: 'DejaVu Serif',
  },
  {
    ...standard,
    name: '720-rectangle-under-panel',
    stored: [1280, 720],
    shape: 'rectangle',
    picture: area(0.2, 0.21, 0.6, 0.75),
    panels: [row(0.02, 0.02, 0.96, 0.15)],
    letters: 0.03,
    framesPerSecond: 30,
  },
  {
    ...standard,
    name: 'pal-octagon-right',
    stored: [720, 576],
    sampleAspect: [16, 15],
    shape: 'octagon',
    picture: area(0.31, 0.03, 0.67, 0.93),
    panels: [column(0.015, 0.05, 0.26, 0.88)],
    letters: 0.032,
    family: 'DejaVu Sans Mono',
    bold: true,
  },
  {
    ...standard,
    name: 'pal-wide-rectangle',
    stored: [720, 576],
    sampleAspect: [64, 45],
    shape: 'rectangle',
    picture: area(0.34, 0.08, 0.6, 0.82),
    panels: [column(0.02, 0.07, 0.28, 0.85)],
    letters: 0.036,
    ground: 3,
  },
  {
    ...standard,
    name: 'ntsc-circle-right',
    stored: [720, 480],
    sampleAspect: [8, 9],
    shape: 'circle',
    picture: area(0.355, 0.06, 0.63, 0.84),
    panels: [column(0.02, 0.06, 0.3, 0.88)],
    letters: 0.036,
    framesPerSecond: 30_000 / 1001,
    colour: '#c8ffc8',
  },
  {
    ...standard,
    name: 'sxga-cut-corners-below',
    stored: [1280, 1024],
    shape: 'cut-corners',
    picture: area(0.14, 0.22, 0.73, 0.75),
    panels: [row(0.02, 0.02, 0.96, 0.17)],
    letters: 0.024,
    family: 'DejaVu Sans Mono',
  },
  {
    ...standard,
    name: 'sxga-circle-left',
    stored: [1280, 1024],
    shape: 'circle',
    picture: area(0.02, 0.08, 0.66, 0.825),
    panels: [column(0.71, 0.05, 0.28, 0.9)],
    letters: 0.024,
  },
  {
    ...standard,
    name: 'xga-octagon-left',
    stored: [1024, 768],
    shape: 'octagon',
    picture: area(0.02, 0.06, 0.66, 0.86),
    panels: [column(0.71, 0.06, 0.275, 0.88)],
    letters: 0.028,
    bold: true,
  },
  {
    ...standard,
    name: 'vga-circle-right',
    stored: [640, 480],
    shape: 'circle',
    picture: area(0.33, 0.05, 0.645, 0.86),
    panels: [column(0.015, 0.05, 0.29, 0.9)],
    letters: 0.036,
    family: 'DejaVu Sans Mono',
  },
  {
    ...standard,
    name: 'hd-anamorphic-octagon-left',
    stored: [1440, 1080],
    sampleAspect: [4, 3],
    shape: 'octagon',
    picture: area(0.02, 0.03, 0.64, 0.93),
    panels: [column(0.69, 0.04, 0.29, 0.9)],
    letters: 0.028,
    framesPerSecond: 30,
  },
  {
    ...standard,
    name: 'svga-cut-corners-over-panel',
    stored: [800, 600],
    shape: 'cut-corners',
    picture: area(0.15, 0.03, 0.7, 0.75),
    panels: [row(0.02, 0.825, 0.96, 0.16)],
    letters: 0.03,
    family: 'DejaVu Serif',
  },
];

/** As a person sees it: with square samples, even on both sides. */
export function displaySize({
  stored: [width, height],
  sampleAspect: [num, den],
}: ExamLayout): readonly [number, number] {
  return [Math.ceil((width * num) / den / 2) * 2, height];
}
