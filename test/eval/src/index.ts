/** Measures of the video levels against exact truth; used by `endoveil eval` and `endoveil bench`. */
export { evaluateVideo, type VideoEvaluation, type VideoReport } from './evaluate-video.js';
export type { Gate } from './gates.js';
export { type VideoLevel, videoLevels } from './level-under-test.js';
export { type Table, tableOfClips, tableOfGates, tableOfSets } from './tables.js';
