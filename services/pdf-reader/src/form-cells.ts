import type { Box } from '@endoveil/media';
import { headerLabel } from './header-labels.js';
import type { PlacedWord } from './page-words.js';

/** Words of one height closer than this, in heights, belong together. */
const TOGETHER = 1.3;
/** How far below its label a value may stand, in heights of the label, and how far beside, in pixels. */
const BELOW = 3.2;
const BESIDE = 24;

interface Stretch {
  readonly text: string;
  readonly box: Box;
}

/**
 * What a form says whose labels stand above their values, each pair as a line: `Name: Kranzbichler`. Read line by line
 * such a form says `Name: Vorname:` and then two names that nobody can tell apart.
 */
export function formCells(words: readonly PlacedWord[]): string {
  const stretches = stretchesOf(words.filter(({ aside }) => !aside));
  const lines = stretches.flatMap((label) => {
    // a reader may lose the colon of a label, or see a dot of it
    const known = headerLabel(label.text)?.replace(/[.:;,]*$/u, ':');
    if (!known && !/^\p{L}[\p{L} .\-/]{1,30}:$/u.test(label.text)) return [];
    const bottom = label.box.y + label.box.height;
    const [value] = stretches
      .filter(({ box, text }) => {
        const gap = box.y - bottom;
        return (
          !text.includes(':') &&
          headerLabel(text) === undefined &&
          Math.abs(box.x - label.box.x) <= BESIDE &&
          gap > -0.3 * label.box.height &&
          gap < BELOW * label.box.height
        );
      })
      .toSorted((a, b) => a.box.y - b.box.y);
    return value ? [`${known ?? label.text} ${value.text}`] : [];
  });
  return lines.join('\n');
}

/** Words beside each other with no more than a space between. */
function stretchesOf(words: readonly PlacedWord[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { text, box } of words.toSorted((a, b) => a.box.x - b.box.x)) {
    const middle = box.y + box.height / 2;
    const at = stretches.findIndex(({ box: one }) => {
      const gap = box.x - (one.x + one.width);
      return (
        middle > one.y &&
        middle < one.y + one.height &&
        gap < TOGETHER * Math.min(one.height, box.height) &&
        gap > -one.height
      );
    });
    if (at < 0) stretches.push({ text, box });
    else {
      const { text: before, box: one } = stretches[at]!;
      const [top, bottom] = [Math.min(one.y, box.y), Math.max(one.y + one.height, box.y + box.height)];
      stretches[at] = {
        text: `${before} ${text}`,
        box: { x: one.x, y: top, width: box.x + box.width - one.x, height: bottom - top },
      };
    }
  }
  return stretches;
}
