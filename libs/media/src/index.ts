/** Sandboxed child processes: ffmpeg, OCR, page rendering; limits, deadlines, progress. */
export { bubblewrap } from './bubblewrap.js';
export { MAGIC_BYTES, magicOf, type VideoFormat } from './content-magic.js';
export { decodeFrames } from './decode-frames.js';
export { decodePart } from './decode-part.js';
export { sampleFrames, type Sample, type SampledFrame } from './sample-frames.js';
export { ffmpegArguments, type FfmpegPlan } from './ffmpeg-arguments.js';
export {
  type Frame,
  frameBytes,
  type FrameRequest,
  type PixelFormat,
  type Stretch,
  type VideoFacts,
} from './frames.js';
export type { Box, Ocr, OcrImage, OcrResult, OcrWord } from './ocr.js';
export { formatOf, probeVideo } from './probe-video.js';
export { locate, programs, type Program } from './programs.js';
export { sandboxSelfTest } from './sandbox-self-test.js';
export type { Sandbox, SandboxChild, SandboxLimits, SandboxRun } from './sandbox.js';
export { tesseractBatch } from './tesseract-batch.js';
export { type PoolSettings, tesseractPool } from './tesseract-pool.js';
export { chooseEncoder } from './choose-encoder.js';
export { encoders, type EncoderSettings, presets, standardEncoder } from './encoder.js';
export type { EncodeRequest } from './encode-run.js';
export { encodeAgain, type Encoded, encodeWindows } from './encode-windows.js';
export { type EncodedFile, joinWindows } from './join-windows.js';
export type { MaskedBox, MaskedSegment, Masking } from './mask-filters.js';
export { type PacketTable, probePackets } from './packet-table.js';
export { stillFrames, type StillsRequest } from './still-frames.js';
