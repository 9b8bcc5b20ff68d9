import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** What a sandboxed program left at a place: a file by itself, of so many bytes at most; no link is followed, no pipe awaited. */
export async function whatWasWritten(path: string, mostBytes: number): Promise<Buffer> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const stat = await file.stat();
  if (!stat.isFile() || stat.size > mostBytes) throw new Error('the program left something else');
  const bytes = Buffer.alloc(stat.size);
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
    if (bytesRead === 0) throw new Error('the program left something else');
    at += bytesRead;
  }
  return bytes;
}
