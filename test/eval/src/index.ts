/** Measures of the video levels against exact truth; used by `endoveil eval` and `endoveil bench`. */
export { benchVideo, type BenchReport, tableOfBench } from './bench-video.js';
export { evaluateAwkward, tableOfAwkward } from './evaluate-awkward.js';
export { evaluateContainer, tableOfChannels } from './evaluate-container.js';
export { evaluateLong, tableOfLong } from './evaluate-long.js';
export { evaluatePatients, tableOfPatients } from './evaluate-patients.js';
export { evaluateVideo } from './evaluate-video.js';
export type { Gate } from './gates.js';
export { type VideoLevel, videoLevels } from './level-under-test.js';
export { type Table, tableOfClips, tableOfGates, tableOfSets } from './tables.js';
