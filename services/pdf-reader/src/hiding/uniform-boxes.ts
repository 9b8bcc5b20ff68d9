import type { Box } from '@endoveil/media';
import { touches } from './touches.js';

/** Widths are rounded up to so many pixels where the neighbours leave room, so that a box does not measure a name. */
const GRID = 48;
/** So far from a word that stays: nearer, readers lose it, and the verifier cannot tell what it says. */
const CLEAR = 14;
/** Hidden words closer than so many line heights become one box: how many words there were is nobody's business. */
const JOIN = 1.6;

/**
 * Boxes over words as one bar for each hidden stretch of a line: same height, joined, rounded up in width. They never
 * cover what survives, except where it touches a hidden word already.
 */
export function uniformBoxes(hidden: readonly Box[], surviving: readonly Box[], pageWidth: number): Box[] {
  const bars = joined(hidden, surviving);
  return bars.map((bar) => {
    const beside = surviving.filter((word) => overlap(bar, word) > 0);
    const [middle, end] = [bar.x + bar.width / 2, bar.x + bar.width];
    const right = Math.min(pageWidth, ...beside.filter(({ x }) => x > middle).map(({ x }) => x - CLEAR));
    const left = Math.max(0, ...beside.filter(({ x }) => x <= middle).map(({ x, width }) => x + width + CLEAR));
    const missing = Math.ceil(bar.width / GRID) * GRID - bar.width;
    const toRight = Math.max(0, Math.min(right - end, missing));
    const toLeft = Math.max(0, Math.min(bar.x - left, missing - toRight));
    return { x: bar.x - toLeft, y: bar.y, width: bar.width + toLeft + toRight, height: bar.height };
  });
}

function joined(hidden: readonly Box[], surviving: readonly Box[]): Box[] {
  const bars = [...hidden];
  for (let i = 0; i < bars.length; i += 1)
    for (let j = i + 1; j < bars.length; j += 1) {
      const [a, b] = [bars[i]!, bars[j]!];
      const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
      const sameLine = overlap(a, b) > 0.5 * Math.min(a.height, b.height);
      if (!sameLine || gap > JOIN * Math.min(a.height, b.height)) continue;
      const both = around(a, b);
      if (surviving.some((word) => touches(both, word) && !touches(a, word) && !touches(b, word))) continue;
      bars.splice(j, 1);
      bars[i] = both;
      // it reaches further now: look at all others again
      j = i;
    }
  return bars;
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

const overlap = (a: Box, b: Box) => Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
