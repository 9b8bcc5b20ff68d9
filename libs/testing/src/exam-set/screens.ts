import type { InventedPatient } from '../invented-patient.js';
import type { Area, ExamLayout } from './layouts.js';
import { write } from './lettering.js';
import { writtenDate } from './panel.js';
import { between, type Happening, isWithin, pick, type Scene, stretchOf } from './scene.js';
import { identifyingLine, writingInPicture } from './writing-in-picture.js';

/** For a moment the panel still names who was examined before. */
export function remnant({ random, patient, others, frames }: Scene): Happening {
  const until = Math.max(3, Math.floor(frames * between(random, 0.05, 0.3)));
  return { panelOf: (frame) => (frame < until ? others[0] : patient) };
}

/** The list of today's patients fills the screen for some frames: all of them other people. */
export function worklist(scene: Scene): Happening {
  const { context, random, width, height, others, language, layout } = scene;
  const when = stretchOf(scene, between(random, 0.06, 0.25));
  const [ground, ink] = pick(random, [
    ['#12202c', '#e8e8e8'],
    ['#d8dce0', '#181818'],
    ['#000000', '#c0c0c0'],
  ] as const);
  const line = height / (others.length + 5);
  const size = Math.round(Math.min(line * 0.55, width * 0.02));
  const columns = (one: InventedPatient) =>
    [
      ['name', one.lastName],
      ['name', one.firstName],
      ['dob', writtenDate(one.birthDate, language, layout)],
      ['id', one.caseNumber],
    ] as const;
  return {
    noPicture: (frame) => isWithin(frame, when),
    over: (frame) => {
      if (!isWithin(frame, when)) return { items: [] };
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
      const say = (text: string, kind: string, phi: boolean, x: number, y: number) =>
        write(context, { text, kind, phi, x, y, font: `${size}px "DejaVu Sans"`, colour: ink });
      const items = [
        ...say('Patientenauswahl / Worklist', 'ui', false, width * 0.05, line * 1.5),
        ...others.flatMap((one, i) =>
          columns(one).flatMap(([kind, text], column) =>
            say(text, kind, true, width * (0.05 + 0.24 * column), line * (3 + i)),
          ),
        ),
      ];
      return { items, hides: { x: 0, y: 0, width, height } };
    },
  };
}

/** In mid video the screen is arranged anew: mirrored, or the picture in another size and place. */
export function layoutSwitch({ random, layout, frames }: Scene): Happening {
  const from = Math.floor(frames * between(random, 0.3, 0.7));
  const mirrored = <T extends Area>(area: T): T => ({ ...area, x: 1 - area.x - area.width });
  const { picture } = layout;
  const smaller: Area = {
    x: picture.x + picture.width * 0.1,
    y: picture.y + picture.height * 0.08,
    width: picture.width * 0.75,
    height: picture.height * 0.75,
  };
  const other: ExamLayout =
    random() < 0.6
      ? { ...layout, picture: mirrored(picture), panels: layout.panels.map(mirrored) }
      : { ...layout, picture: smaller };
  return { layoutAt: (frame) => (frame < from ? layout : other) };
}

/** The picture is frozen to write a name upon it; the clock beside it goes on. */
export function freeze(scene: Scene): Happening {
  const when = stretchOf(scene, between(scene.random, 0.3, 0.6));
  const writing = writingInPicture(scene, 'opaque');
  return {
    isFrozen: (frame) => isWithin(frame, when),
    inPicture: (frame) => (isWithin(frame, when) ? writing.inPicture!(frame) : []),
  };
}

/** Letters turned by 90 degrees in both margins beside the picture, where there is room. */
export function marginWriting(scene: Scene): Happening {
  const { context, picture, width, height, layout } = scene;
  const size = Math.round(height * 0.026);
  const room = { left: picture.x, right: width - picture.x - picture.width };
  const isLeft = room.left >= room.right;
  if (Math.max(room.left, room.right) < size * 2 + 30) return writingInPicture(scene, 'vertical');
  const text = identifyingLine(scene);
  const x = isLeft ? picture.x - size * 0.8 - 14 : picture.x + picture.width + size * 0.8 + 14;
  const turned = isLeft ? 90 : -90;
  const y = isLeft ? picture.y + picture.height * 0.1 : picture.y + picture.height * 0.9;
  return {
    panelOf: () => undefined,
    over: () => ({
      items: write(context, {
        text,
        kind: 'name',
        phi: true,
        x,
        y,
        font: `${size}px "${layout.family}"`,
        colour: layout.colour,
        turned,
      }),
    }),
  };
}
