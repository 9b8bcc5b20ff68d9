import { clipToShape } from './picture-shape.js';
import type { Area } from './layouts.js';
import { boxAround, turnedPoint, widthOf, write } from './lettering.js';
import { writtenDate } from './panel.js';
import { between, type Happening, isWithin, pick, type Scene, stretchOf } from './scene.js';
import { Tissue } from './tissue.js';

/** Out of the body: a paper label or a wrist band before the lens, tilted and drifting. */
export function paperLabel(scene: Scene): Happening {
  const { context, random, picture, patient, language, layout, width, height } = scene;
  const when = stretchOf(scene, between(random, 0.3, 0.5));
  const isBand = random() < 0.4;
  const paper = { width: picture.width * (isBand ? 0.66 : 0.52), height: picture.height * (isBand ? 0.2 : 0.36) };
  const lines = isBand
    ? [`${patient.lastName}, ${patient.firstName}  *${writtenDate(patient.birthDate, language, layout)}`]
    : [
        `${patient.lastName}, ${patient.firstName}`,
        writtenDate(patient.birthDate, language, layout),
        `Fall-Nr. ${patient.caseNumber}`,
      ];
  const tilt = between(random, -18, 18);
  const room = pick(random, ['#5a6470', '#84786a', '#3c4a44']);
  return {
    noPicture: (frame) => isWithin(frame, when),
    inPicture: (frame) => {
      if (!isWithin(frame, when)) return [];
      const step = frame - when.first;
      const turned = tilt + 3 * Math.sin(step / 7);
      const centre = {
        x: picture.x + picture.width * (0.5 + 0.05 * Math.sin(step / 9)),
        y: picture.y + picture.height * (0.48 + 0.05 * Math.cos(step / 11)),
      };
      context.fillStyle = room;
      context.fillRect(picture.x, picture.y, picture.width, picture.height);
      const light = context.createRadialGradient(centre.x, centre.y, 10, centre.x, centre.y, picture.height * 0.8);
      light.addColorStop(0, 'rgba(255,255,255,0.35)');
      light.addColorStop(1, 'rgba(0,0,0,0.5)');
      context.fillStyle = light;
      context.fillRect(picture.x, picture.y, picture.width, picture.height);
      return drawPaper(centre, turned).map(({ text, x, y, wide, high }) => {
        const corners = [
          [x, y],
          [x + wide, y],
          [x + wide, y + high],
          [x, y + high],
        ].map(([dx, dy]) => turnedPoint(centre.x, centre.y, dx!, dy!, turned));
        return { text, kind: 'label', phi: true, box: boxAround(corners, width, height) };
      });
    },
  };

  /** Answers where the lines and the code under them stand on it, from its centre. */
  function drawPaper(centre: { x: number; y: number }, turned: number): readonly OnPaper[] {
    context.save();
    context.translate(centre.x, centre.y);
    context.rotate((turned * Math.PI) / 180);
    context.fillStyle = '#e9e6dc';
    context.fillRect(-paper.width / 2, -paper.height / 2, paper.width, paper.height);
    context.fillStyle = '#1c1c20';
    let size = Math.round(paper.height / (lines.length + 2));
    while (size > 8 && lines.some((text) => widthOf(context, text, `${size}px "DejaVu Sans"`) > paper.width * 0.9))
      size -= 1;
    context.font = `${size}px "DejaVu Sans"`;
    const left = -paper.width * 0.45;
    const written = lines.map((text, i): OnPaper => {
      const baseline = -paper.height / 2 + size * (1.4 + 1.3 * i);
      context.fillText(text, left, baseline);
      const wide = widthOf(context, text, context.font);
      return { text, x: left, y: baseline - ASCENT * size, wide, high: (ASCENT + DESCENT) * size };
    });
    const [y, high] = [paper.height * 0.26, paper.height * 0.18];
    for (let bar = 0; bar < BARS; bar += 1)
      if ((bar * 7919) % 5 < 3) context.fillRect(left + bar * paper.width * 0.02, y, paper.width * 0.009, high);
    context.restore();
    return [...written, { text: '', x: left, y, wide: BARS * paper.width * 0.02, high }];
  }
}

interface OnPaper {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

/** Of letters with their accents and tails, as share of the font's size. */
const [ASCENT, DESCENT] = [0.95, 0.25];
const BARS = 40;

/** A small second picture in a corner of the first, with somebody's name under it. */
export function pictureInPicture(scene: Scene): Happening {
  const { context, random, picture, others, width, height } = scene;
  const when = stretchOf(scene, between(random, 0.4, 1));
  const small: Area = {
    x: picture.x + picture.width * 0.36,
    y: picture.y + picture.height * pick(random, [0.1, 0.6]),
    width: picture.width * 0.28,
    height: picture.height * 0.24,
  };
  const tissue = new Tissue(random, Math.hypot(small.width, small.height));
  const text = `${others[0]!.lastName} ${others[0]!.firstName}`;
  let size = Math.round(height * 0.028);
  while (size > 9 && widthOf(context, text, `${size}px "DejaVu Sans"`) > small.width) size -= 1;
  return {
    over: (frame) => {
      if (!isWithin(frame, when)) return { items: [] };
      const caption = size * 1.5;
      const hides = { ...small, height: small.height + caption };
      context.fillStyle = '#000';
      context.fillRect(hides.x, hides.y, hides.width, hides.height);
      context.save();
      clipToShape(context, 'rectangle', small);
      // it was taken at one moment and stands
      tissue.draw(context, small, width);
      context.restore();
      const items = write(context, {
        text,
        kind: 'name',
        phi: true,
        x: small.x,
        y: small.y + small.height + size * 1.1,
        font: `${size}px "DejaVu Sans"`,
        colour: '#e8e8e8',
      });
      return { items, hides };
    },
  };
}
