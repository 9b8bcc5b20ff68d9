/** Picture geometry, layout, text tracks: frames in, geometry out. No I/O. */
export { CERTAIN_ENOUGH, findPicture, type Geometry } from './find-picture.js';
export { findLayouts, type Layout } from './find-layouts.js';
export { LayoutWatch } from './layout-watch.js';
export { isInside, maskOf, overlapOf, type Picture, type Rectangle, scaled } from './picture.js';
export type { GrayFrame } from './strokes.js';
export { findTextLike, type Strokes } from './text-likeness.js';
export { TextTracks, type TextTrack } from './text-tracks.js';
export { halved, type YuvFrame, yuvFrame } from './yuv-frame.js';
