import type { Box } from '@endoveil/media';
import { headerLabel } from './header-labels.js';
import type { PlacedWord } from '../reading/page-words.js';

/** Words of one height closer than this, in heights, belong together. */
const TOGETHER = 1.3;
/** How far below its label a value may stand, in heights of the label, and how far beside, in pixels. */
const BELOW = 3.2;
const BESIDE = 24;
/** How far right of its label a value may stand, in heights of the label. */
const ACROSS = 14;

interface Stretch {
  readonly text: string;
  readonly box: Box;
}

/**
 * What a form says whose labels stand above their values or in a column beside them, each pair as a line: `Name:
 * Kranzbichler`. Read line by line such a form says `Name: Vorname:` and then two names that nobody can tell apart.
 */
export function formCells(words: readonly PlacedWord[]): string {
  const stretches = stretchesOf(words.filter(({ aside }) => !aside));
  const values = stretches.filter(({ text }) => !text.includes(':') && headerLabel(text) === undefined);
  const lines = stretches.flatMap((label) => {
    // a reader may lose the colon of a label, or see a dot of it
    const known = headerLabel(label.text)?.replace(/[.:;,]*$/u, ':');
    if (!known && !/^\p{L}[\p{L} .,\-/]{1,30}:$/u.test(label.text)) return [];
    if (!label.text.endsWith(':') && !isPatients(label, stretches)) return [];
    const value = besideOf(label, stretches) ?? belowOf(label, values);
    return value ? [`${known ?? label.text} ${value.text}`] : [];
  });
  return lines.join('\n');
}

/** A head of columns without a colon may be one of a table of staff: some label of the row must be of a patient, or have its colon. */
function isPatients(label: Stretch, stretches: readonly Stretch[]): boolean {
  return stretches.some(
    (other) =>
      isOnHeight(label.box, other.box) &&
      (/^\p{L}[\p{L} .,\-/]*:$/u.test(other.text) ||
        /^(?:geb|geschl|fall|aufnahme|patient|dob|sex|gender)/iu.test(headerLabel(other.text) ?? '')),
  );
}

const isOnHeight = (box: Box, other: Box) => {
  const middle = other.y + other.height / 2;
  return middle > box.y && middle < box.y + box.height;
};

/** The next stretch on the label's height, when it is a value and not far; a label without a colon stands above its value. */
function besideOf({ text, box }: Stretch, stretches: readonly Stretch[]): Stretch | undefined {
  if (!text.endsWith(':')) return undefined;
  const [next] = stretches
    .filter(({ box: other }) => isOnHeight(box, other) && other.x > box.x + box.width)
    .toSorted((a, b) => a.box.x - b.box.x);
  const isNear = next && next.box.x - box.x - box.width < ACROSS * box.height;
  return isNear && !next.text.includes(':') && headerLabel(next.text) === undefined ? next : undefined;
}

/** The next value under the label; none where a label without a colon may stand under its value. */
function belowOf({ text, box }: Stretch, values: readonly Stretch[]): Stretch | undefined {
  const column = values.filter(({ box: other }) => Math.abs(other.x - box.x) <= BESIDE);
  const nearest = (gap: (other: Box) => number) =>
    column
      .map((value) => ({ value, gap: gap(value.box) }))
      .filter((one) => one.gap > -0.3 * box.height && one.gap < BELOW * box.height)
      .toSorted((a, b) => a.gap - b.gap)[0];
  const below = nearest((other) => other.y - box.y - box.height);
  const above = text.endsWith(':') ? undefined : nearest((other) => box.y - other.y - other.height);
  return below && (!above || below.gap < above.gap) ? below.value : undefined;
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
