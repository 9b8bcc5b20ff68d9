import type { Happening, Scene } from './scene.js';
import { paperLabel, pictureInPicture } from './other-pictures.js';
import { freeze, layoutSwitch, marginWriting, remnant, worklist } from './screens.js';
import {
  fadeIn,
  ticker,
  typedLetters,
  writingInPicture,
  type WritingStyle,
  writingStyles,
} from './writing-in-picture.js';

const writings = Object.fromEntries(
  writingStyles.map((style) => [style, (scene: Scene) => writingInPicture(scene, style)]),
) as Record<WritingStyle, (scene: Scene) => Happening>;

/** Everything that may happen in a synthetic exam. The two controls hold nothing that names a person. */
export const happenings = {
  'panel-alone': (): Happening => ({}),
  ...writings,
  'fade-in': fadeIn,
  'letter-by-letter': typedLetters,
  ticker,
  remnant,
  worklist,
  'paper-label': paperLabel,
  'layout-switch': layoutSwitch,
  'picture-in-picture': pictureInPicture,
  freeze,
  'margin-writing': marginWriting,
  'control-no-text': (): Happening => ({ panelOf: () => undefined }),
  'control-device-text': (): Happening => ({ panelOf: () => undefined }),
} as const satisfies Record<string, (scene: Scene) => Happening>;

export type HappeningName = keyof typeof happenings;
export const happeningNames = Object.keys(happenings) as readonly HappeningName[];
export const isControl = (name: HappeningName): boolean => name.startsWith('control-');
