/** Picture geometry, layout, text tracks: frames in, geometry out. No I/O. */
export { CERTAIN_ENOUGH, findPicture, type Geometry } from './find-picture.js';
export { type Writing, WritingFinder } from './find-writing.js';
export { WritingField, WritingFollower } from './follow-writing.js';
export { findLayouts, type Layout } from './find-layouts.js';
export { BodyWatch } from './body-watch.js';
export { LayoutWatch } from './layout-watch.js';
export { isInside, maskOf, overlapOf, type Picture, type Rectangle, scaled } from './picture.js';
export type { Sight, WritingTrack } from './track.js';
export type { TrackedWriting } from './writing-tracks.js';
export { halved, MixedLines, type YuvFrame, yuvFrame } from './yuv-frame.js';
export { presets } from './presets/index.js';
export { agreeingPreset, type Preset } from './presets/preset.js';
