import { open } from 'node:fs/promises';

/** Bytes that are read piece by piece, however many there are. */
export interface FileBytes {
  readonly size: number;
  /** Fewer than asked for only at the end. Valid until the next call. */
  at(from: number, length: number): Promise<Buffer>;
}

export const inMemory = (bytes: Buffer): FileBytes => ({
  size: bytes.length,
  at: async (from, length) => bytes.subarray(from, from + length),
});

export async function openBytes(path: string): Promise<FileBytes & AsyncDisposable> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return {
      size,
      async at(from, length) {
        const wanted = Math.max(0, Math.min(length, size - from));
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, from);
        return buffer.subarray(0, bytesRead);
      },
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
