/** Picture geometry, layout, text tracks: frames in, geometry out. No I/O. */
export { CERTAIN_ENOUGH, findPicture, type Geometry } from './picture/find-picture.js';
export { type Writing, WritingFinder } from './writing/find-writing.js';
export { WritingField, WritingFollower } from './covers/follow-writing.js';
export { findLayouts, type Layout } from './picture/find-layouts.js';
export { BodyWatch } from './picture/body-watch.js';
export { LayoutWatch } from './picture/layout-watch.js';
export { isInside, maskOf, overlapOf, type Picture, type Rectangle, scaled, union } from './picture/picture.js';
export type { Sight, WritingTrack } from './covers/track.js';
export type { TrackedWriting } from './covers/writing-tracks.js';
export { halved, MixedLines, type YuvFrame, yuvFrame } from './yuv-frame.js';
export { presets } from './picture/presets/index.js';
export { agreeingPreset, type Preset } from './picture/presets/preset.js';
