import type { VideoFacts } from './frames.js';

const TURNS: Readonly<Record<number, readonly string[]>> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

/**
 * Options of the input that go with these filters. The graph is built once: building it anew in mid stream, as ffmpeg
 * does when the size or the format of the frames changes, would count frames from zero and lose the mask. The scaler
 * that stands first adapts itself; rotation stands behind it for the same reason.
 */
export const DISPLAY_INPUT = ['-noautorotate', '-reinit_filter', '0'];

/**
 * From what a decoder gives to display space: square samples, even size, turned as a person sees it, limited range.
 * Frames that are so already pass untouched. Every frame once, none invented.
 */
export function displayFilters(facts: VideoFacts, pixelFormat?: string): string[] {
  const { displayWidth, displayHeight, rotation, fullRange } = facts;
  const [width, height] = rotation % 180 === 0 ? [displayWidth, displayHeight] : [displayHeight, displayWidth];
  const range = fullRange ? ':in_range=pc:out_range=tv' : '';
  return [
    `scale=${width}:${height}:flags=bicubic${range}`,
    ...(pixelFormat ? [`format=${pixelFormat}`] : []),
    ...(TURNS[rotation] ?? []),
    'setsar=1',
  ];
}
