import { Image, loadImage } from '@napi-rs/canvas';
import { bareJpeg } from './bare-jpeg.js';

/** What a browser would have for it (WebCodecs), as far as pdfjs asks. */
class JpegDecoder {
  static async isTypeSupported(type: string): Promise<boolean> {
    return type === 'image/jpeg';
  }

  constructor(private readonly init: { readonly data: Uint8Array }) {}

  async decode(): Promise<{ readonly image: Image }> {
    const image = await loadImage(bareJpeg(this.init.data));
    return { image: Object.assign(image, { close: () => undefined }) };
  }

  close(): void {}
}

interface Message {
  readonly data: readonly unknown[];
}

const holdsPicture = (part: unknown): part is { bitmap: Image } =>
  typeof part === 'object' && part !== null && 'bitmap' in part && part.bitmap instanceof Image;

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);

/**
 * Lets pdfjs have JPEGs decoded by what it draws with: its own decoder takes half of the time of a scanned page. What
 * cannot be decoded so, and four colours, it decodes itself as before. Parser and painter of pdfjs are one thread here and
 * send each other copies; a decoded picture cannot be copied and is handed on as it is.
 */
export function decodeJpegsNatively(): void {
  const copyOf = globalThis.structuredClone;
  Object.assign(globalThis, {
    ImageDecoder: JpegDecoder,
    structuredClone: (value: unknown, options?: { readonly transfer?: readonly unknown[] } | null): unknown => {
      if (!isMessage(value) || !value.data.some(holdsPicture)) return copyOf(value, options as never);
      const transfer = (options?.transfer ?? []).filter((one) => !(one instanceof Image));
      const bare = value.data.map((part) => (holdsPicture(part) ? { ...part, bitmap: null } : part));
      const copy = copyOf({ ...value, data: bare }, { transfer: transfer as never }) as Message;
      for (const [i, part] of value.data.entries())
        if (holdsPicture(part)) (copy.data[i] as { bitmap: Image }).bitmap = part.bitmap;
      return copy;
    },
  });
}
