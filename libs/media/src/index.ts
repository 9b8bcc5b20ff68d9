/** Sandboxed child processes: ffmpeg, OCR, page rendering; limits, deadlines, progress. */
export { bubblewrap } from './bubblewrap.js';
export { locate, programs, type Program } from './programs.js';
export { sandboxSelfTest } from './sandbox-self-test.js';
export type { Sandbox, SandboxChild, SandboxLimits, SandboxRun } from './sandbox.js';
