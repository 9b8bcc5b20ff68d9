/** A rectangle in pixels, origin top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface OcrWord {
  readonly text: string;
  /** 0 to 100, as tesseract states it. */
  readonly confidence: number;
  readonly box: Box;
  /** Words with the same number stand on the same line of the same block. */
  readonly line: number;
}

export interface OcrResult {
  readonly words: readonly OcrWord[];
  /** Words joined by spaces, lines by newlines. */
  readonly text: string;
}

/** One picture to read: an encoded image (PNG, JPEG or binary PGM/PPM) of which nothing is known but its bytes, or pixels. */
export interface OcrImage {
  readonly bytes: Uint8Array;
  /** With it the bytes are no file but the pixels themselves, one grey byte each, row by row. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Default `page`. `line` for a cut-out of a single line, `sparse` for scattered text. */
  readonly layout?: 'page' | 'line' | 'sparse';
}

/**
 * Reads text in pictures, German and English. Two implementations: a pool of tesseract.js workers for the levels,
 * the native program in batches for the verifier. Throws `EndoveilError('ocr-failed')`, or the abort's reason.
 */
export interface Ocr extends AsyncDisposable {
  /** Results in the order of the images; `onDone` is called after each, as a sign of life. */
  read(images: readonly OcrImage[], signal: AbortSignal, onDone?: () => void): Promise<readonly OcrResult[]>;
}
