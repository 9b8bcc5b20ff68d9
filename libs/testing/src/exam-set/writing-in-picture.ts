import { inkAsBrightAsGround } from './colour-alone.js';
import { write } from './lettering.js';
import { clock, writtenDate } from './panel.js';
import { between, type Happening, isWithin, pick, placeInPicture, type Scene, stretchOf } from './scene.js';

const families = ['DejaVu Sans', 'DejaVu Sans Mono', 'DejaVu Serif'] as const;

/** How a line of writing inside the picture looks and when it is there. */
interface Style {
  /** Share of the picture's height. */
  readonly size: readonly [number, number];
  readonly opacity?: readonly [number, number];
  readonly colours?: readonly string[];
  readonly turned?: readonly number[];
  /** Share of the clip; default all of it. */
  readonly share?: number;
  readonly frames?: number;
}

/** Share of plain writing that differs from what it stands on in colour alone, in the frame where it first stands. */
const COLOUR_ALONE = 0.25;

const plain = ['#ffffff', '#f4f4f4', '#ffee66', '#80ff80', '#101010'];

const styles = {
  opaque: { size: [0.035, 0.07], colours: plain },
  translucent: { size: [0.045, 0.08], opacity: [0.45, 0.65], colours: ['#ffffff', '#ffff80'] },
  faint: { size: [0.05, 0.08], opacity: [0.22, 0.34], colours: ['#ffffff', '#000000'] },
  small: { size: [0.016, 0.024], colours: plain },
  turned: { size: [0.04, 0.07], turned: [-35, -20, -8, 6, 15, 30, 45], colours: plain },
  vertical: { size: [0.035, 0.06], turned: [90, -90], colours: plain },
  'one-frame-flash': { size: [0.04, 0.07], frames: 1, colours: plain },
  'three-frames': { size: [0.04, 0.07], frames: 3, colours: plain },
  'for-a-while': { size: [0.035, 0.07], share: 0.35, colours: plain },
} as const satisfies Record<string, Style>;

export type WritingStyle = keyof typeof styles;
export const writingStyles = Object.keys(styles) as readonly WritingStyle[];

/** A line that identifies, in one of the ways people and machines write it. */
export function identifyingLine({ patient, random, language, layout }: Scene): string {
  const born = writtenDate(patient.birthDate, language, layout);
  return pick(random, [
    `${patient.lastName}, ${patient.firstName}`,
    `${patient.lastName} ${patient.firstName} *${born}`,
    `Pat. ${patient.firstName} ${patient.lastName}`,
    `ID ${patient.caseNumber}`,
    `${patient.lastName.toUpperCase()} ${born}`,
    `${writtenDate(patient.examDate, language, layout)} ${clock(patient, 0)} ${patient.lastName}`,
  ]);
}

export function writingInPicture(scene: Scene, name: WritingStyle): Happening {
  const { context, random, picture } = scene;
  const style: Style = styles[name];
  const [family, bold] = [pick(random, families), random() < 0.3];
  const font = (size: number) => `${bold ? 'bold ' : ''}${Math.max(9, Math.round(size))}px "${family}"`;
  const text = identifyingLine(scene);
  const turned = pick(random, style.turned ?? [0]);
  const size = between(random, ...style.size) * picture.height;
  const place = placeInPicture(scene, text, { size, font, turned });
  const opacity = between(random, ...(style.opacity ?? [1, 1]));
  const drawn = pick(random, style.colours ?? plain);
  const isPlain = style.colours === plain;
  const colourAlone = isPlain && (scene.colourAlone ?? scene.ink() < COLOUR_ALONE);
  let colour = colourAlone ? undefined : drawn;
  const when = stretchOf(scene, style.frames ? style.frames / scene.frames : (style.share ?? 1));
  return {
    inPicture: (frame) => {
      if (!isWithin(frame, when)) return [];
      const line = { text, kind: 'name', phi: true, ...place, opacity, turned };
      colour ??= inkAsBrightAsGround(context, line, scene.ink);
      return write(context, { ...line, colour });
    },
  };
}

/** Comes up slowly and stays: from when on would it have to be covered? */
export function fadeIn(scene: Scene): Happening {
  const { context, random, picture, frames } = scene;
  const font = (size: number) => `${Math.round(size)}px "DejaVu Sans"`;
  const text = identifyingLine(scene);
  const place = placeInPicture(scene, text, { size: between(random, 0.04, 0.07) * picture.height, font });
  const first = Math.floor(frames * between(random, 0.1, 0.3));
  const full = first + Math.floor(frames * 0.4);
  return {
    inPicture: (frame) => {
      const opacity = Math.min(1, (frame - first) / (full - first));
      return write(context, { text, kind: 'name', phi: true, ...place, colour: '#ffffff', opacity });
    },
  };
}

/** Typed one letter after the other: the beginning of a name is a name too. */
export function typedLetters(scene: Scene): Happening {
  const { context, random, patient, picture, frames } = scene;
  const font = (size: number) => `${Math.round(size)}px "DejaVu Sans Mono"`;
  const text = `${patient.lastName} ${patient.firstName}`;
  const place = placeInPicture(scene, text, { size: between(random, 0.045, 0.07) * picture.height, font });
  const first = Math.floor(frames * 0.1);
  const each = Math.max(1, Math.floor((frames * 0.7) / text.length));
  return {
    inPicture: (frame) => {
      const letters = frame < first ? 0 : Math.min(text.length, 1 + Math.floor((frame - first) / each));
      return write(context, {
        text: text.slice(0, letters).trimEnd(),
        kind: 'name_partial',
        phi: true,
        ...place,
        colour: '#ffffff',
      });
    },
  };
}

/** A line that runs across the screen, over the picture or below it. */
export function ticker(scene: Scene): Happening {
  const { context, random, width, height, picture, frames } = scene;
  const size = Math.round(between(random, 0.035, 0.055) * height);
  const below = picture.y + picture.height + size * 2 < height;
  const y = below && random() < 0.4 ? height - size * 0.7 : picture.y + picture.height * between(random, 0.25, 0.85);
  const text = `Pat. ${identifyingLine(scene)}`;
  const speed = Math.max(3, (width * 1.4) / frames);
  const colour = pick(random, ['#ffffff', '#ffee66']);
  return {
    over: (frame) => ({
      items: write(context, {
        text,
        kind: 'name',
        phi: true,
        x: width - frame * speed,
        y,
        font: `${size}px "DejaVu Sans"`,
        colour,
      }),
    }),
  };
}
