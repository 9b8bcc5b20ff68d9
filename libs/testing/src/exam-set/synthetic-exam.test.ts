import { describe, expect, it } from 'vitest';
import { happeningNames, isControl } from './happenings.js';
import { displaySize, examLayouts } from './layouts.js';
import { planExamSet } from './make-exam-set.js';
import { layoutNamed, syntheticExam } from './synthetic-exam.js';
import type { TruthItem } from './truth.js';

const layout = layoutNamed('vga-circle-right');

function drawn(happening: (typeof happeningNames)[number], seed = 3) {
  const exam = syntheticExam({ seed, happening, layout, frames: 4 });
  return [...exam.frames()].map(({ pixels, truth }) => ({ green: Uint8Array.from(pixels), truth, ...exam }));
}

/** Standard deviation of green within the box. */
function spread(
  { green, width }: ReturnType<typeof drawn>[number],
  [left, top, right, bottom]: TruthItem['box'],
): number {
  const values: number[] = [];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) values.push(green[4 * (y * width + x) + 1]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('a synthetic exam', () => {
  it.each(happeningNames)('%s: what the truth names stands in the frame', (happening) => {
    const frames = drawn(happening);
    const boxes = frames.flatMap((frame) => frame.truth.items.map(({ box }) => spread(frame, box)));
    expect(boxes.length > 0).toBe(happening !== 'control-no-text');
    expect(boxes.filter((value) => value <= 1)).toEqual([]);
    const identifying = frames.some(({ truth }) => truth.items.some(({ phi }) => phi));
    expect(identifying).toBe(!isControl(happening));
  });

  it('is the same for the same seed and another for another', () => {
    const [one, again, other] = [drawn('opaque', 5), drawn('opaque', 5), drawn('opaque', 6)];
    expect(Buffer.compare(one[3]!.green, again[3]!.green)).toBe(0);
    expect(Buffer.compare(one[3]!.green, other[3]!.green)).not.toBe(0);
  });

  it('moves, and stands still while it is frozen', () => {
    const middle = ({ green, width, height }: ReturnType<typeof drawn>[number]) =>
      green.subarray(4 * width * Math.floor(height * 0.9), 4 * width * Math.floor(height * 0.91));
    const standing = (happening: 'panel-alone' | 'freeze') =>
      drawn(happening).filter((frame, n, all) => n > 0 && Buffer.compare(middle(frame), middle(all[n - 1]!)) === 0)
        .length;
    expect(standing('panel-alone')).toBe(0);
    expect(standing('freeze')).toBeGreaterThan(0);
  });
});

describe('writing that is as bright as its ground', () => {
  const exam = (colourAlone: boolean) => {
    const { width, frames } = syntheticExam({ seed: 11, happening: 'opaque', layout, frames: 1, colourAlone });
    const [frame] = [...frames()].map(({ pixels, truth }) => ({ pixels: Uint8Array.from(pixels), truth }));
    return { width, ...frame! };
  };
  const inks = { luma: [0.299, 0.587, 0.114], red: [0.5, -0.419, -0.081], blue: [-0.169, -0.331, 0.5] } as const;
  const steps = ({ pixels, width, truth }: ReturnType<typeof exam>, [r, g, b]: readonly [number, number, number]) => {
    const [left, top, right, bottom] = truth.items[0]!.box;
    const value = (at: number) => r * pixels[4 * at]! + g * pixels[4 * at + 1]! + b * pixels[4 * at + 2]!;
    let sum = 0;
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) sum += Math.abs(value(y * width + x + 2) - value(y * width + x));
    return sum / ((right - left) * (bottom - top));
  };

  it('stands at the same place, and its edges are in the colours, hardly in luma', () => {
    const [plain, coloured] = [exam(false), exam(true)];
    expect(coloured.truth).toEqual(plain.truth);
    expect(steps(coloured, inks.luma)).toBeLessThan(0.5 * steps(plain, inks.luma));
    const colours = Math.max(steps(coloured, inks.red), steps(coloured, inks.blue));
    expect(colours).toBeGreaterThan(steps(coloured, inks.luma));
  });

  it('is some of the writing of a set, and leaves all else of a seed as it was', () => {
    const drawnWith = (colourAlone?: boolean) =>
      Array.from({ length: 12 }, (_, seed) => {
        const made = syntheticExam({
          ...{ seed, happening: 'opaque', layout, frames: 1 },
          ...(colourAlone === undefined ? {} : { colourAlone }),
        });
        return [...made.frames()].map(({ pixels }) => Buffer.from(pixels).toString('base64'))[0]!;
      });
    const [chance, never] = [drawnWith(), drawnWith(false)];
    const differ = chance.filter((frame, i) => frame !== never[i]).length;
    expect(differ).toBeGreaterThan(0);
    expect(differ).toBeLessThan(8);
  });
});

describe('a set of exams', () => {
  it('has at least twelve layouts, every picture shape, and every happening', () => {
    const plan = planExamSet({ clips: 200, seed: 9 });
    expect(new Set(plan.map((clip) => clip.layout)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(plan.map((clip) => clip.layout.shape)).size).toBe(5);
    expect(new Set(plan.map(({ happening }) => happening)).size).toBe(happeningNames.length);
    expect(new Set(plan.map(({ file }) => file)).size).toBe(200);
  });

  it('keeps writing beside the picture clear of it, so that a mask of the picture alone hides it', () => {
    for (const one of examLayouts) {
      const [width, height] = displaySize(one);
      for (const panel of one.panels) {
        const gaps = [
          (one.picture.x - panel.x - panel.width) * width,
          (panel.x - one.picture.x - one.picture.width) * width,
          (one.picture.y - panel.y - panel.height) * height,
          (panel.y - one.picture.y - one.picture.height) * height,
        ];
        expect(Math.max(...gaps), one.name).toBeGreaterThanOrEqual(10);
      }
    }
  });
});
