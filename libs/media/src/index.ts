/** Sandboxed child processes: ffmpeg, OCR, page rendering; limits, deadlines, progress. */
export { bubblewrap } from './sandbox/bubblewrap.js';
export { pictureCodecs } from './decoding/allowed-codecs.js';
export { MAGIC_BYTES, magicOf, type VideoFormat } from './probing/content-magic.js';
export { decodeFrames } from './decoding/decode-frames.js';
export { decodePart } from './decoding/decode-part.js';
export { sampleFrames, type Sample } from './decoding/sample-frames.js';
export type { SampledFrame } from './decoding/sample-request.js';
export { ffmpegArguments, type FfmpegPlan, openArguments } from './decoding/ffmpeg-arguments.js';
export {
  type Frame,
  frameBytes,
  type FrameRequest,
  type PixelFormat,
  type Stretch,
  type VideoFacts,
} from './decoding/frames.js';
export type { Box, Ocr, OcrImage, OcrResult, OcrWord } from './ocr/ocr.js';
export { formatOf, probeVideo } from './probing/probe-video.js';
export { locate, programs, type Program } from './sandbox/programs.js';
export { sandboxSelfTest } from './sandbox/sandbox-self-test.js';
export type { Sandbox, SandboxChild, SandboxLimits, SandboxRun } from './sandbox/sandbox.js';
export { tesseractBatch } from './ocr/tesseract-batch.js';
export { type PoolSettings, tesseractPool } from './ocr/tesseract-pool.js';
export { chooseEncoder } from './encoding/choose-encoder.js';
export { encoders, type EncoderSettings, presets, standardEncoder } from './encoding/encoder.js';
export type { EncodeRequest } from './encoding/encode-run.js';
export { encodeAgain, type Encoded, encodeWindows } from './encoding/encode-windows.js';
export { type EncodedFile, joinWindows } from './encoding/join-windows.js';
export type { MaskedBox, MaskedSegment, Masking } from './encoding/mask-filters.js';
export { type PacketTable, probePackets } from './probing/packet-table.js';
export { stillFrames, type StillsRequest } from './decoding/still-frames.js';
