import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from '@endoveil/testing';
import type { House } from '../house/house.js';
import type { ClientLog } from './client-log.js';
import { bytesOf, type MadeFile } from './make-files.js';
import { askTus, type Piece } from './tus-client.js';

const MOST_PIECES = 5;
const CUT_SHARE = 0.25;
const CHECKED_SHARE = 0.3;
const LONGEST_PAUSE_MS = 600;
const AGAIN_AFTER_MS = 300;
/** Long after whatever was broken is mended; what has no answer then is stuck. */
const GIVE_UP_MS = 120_000;

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes);
const named = (text: string) => Buffer.from(text).toString('base64');

/**
 * A client that sends a file by tus in pieces, loses its line now and then, and goes on where the server says. Only the
 * answer to the last bytes allows it to forget the file. How it sends follows from the seed.
 */
export async function uploadOne(
  house: House,
  log: ClientLog,
  file: MadeFile,
  name: string,
  seed: number,
): Promise<void> {
  const bytes = await bytesOf(file);
  const sha256 = sha256Of(bytes).digest('hex');
  log.began({ name, sha256 });
  const until = performance.now() + GIVE_UP_MS;
  const place = await begin(house, name, bytes.length, until);
  if (place === undefined) return;
  const random = seeded(seed);
  while (performance.now() < until) {
    let told = await askTus(house, 'HEAD', place);
    const { offset } = told ?? {};
    if (told?.status === 200 && offset !== undefined && offset < bytes.length) {
      await wait(LONGEST_PAUSE_MS * random());
      const piece = nextPiece(random, bytes, offset);
      const checked = random() < CHECKED_SHARE;
      told = await askTus(house, 'PATCH', place, headersOf(piece.bytes, offset, checked), piece);
      log.sent({ name, from: offset, ...told });
    }
    const { itemId } = told ?? {};
    // a HEAD that knows the item answers for the one that was cut off
    if (told?.offset === bytes.length && itemId !== undefined)
      return log.dropped({ name, sha256, sizeBytes: bytes.length, kind: file.kind, itemId });
    if (told?.status !== 204) await wait(AGAIN_AFTER_MS);
  }
}

/** Where its bytes go; a place whose answer was lost stays empty. Undefined: nobody gave one in time. */
async function begin(house: House, name: string, sizeBytes: number, until: number): Promise<string | undefined> {
  const headers = { 'upload-length': sizeBytes, 'upload-metadata': `filename ${named(name)},center ${named('main')}` };
  while (performance.now() < until) {
    const told = await askTus(house, 'POST', '/v1/uploads', headers);
    if (told?.status === 201 && told.location !== undefined) return told.location;
    await wait(AGAIN_AFTER_MS);
  }
  return undefined;
}

function nextPiece(random: () => number, bytes: Buffer, offset: number): Piece {
  const size = Math.ceil((bytes.length * (1 + 2 * random())) / MOST_PIECES);
  const piece = bytes.subarray(offset, offset + size);
  const pauseMs = Math.round(LONGEST_PAUSE_MS * random());
  const cutAfter = Math.floor(piece.length * random());
  return { bytes: piece, pauseMs, ...(random() < CUT_SHARE ? { cutAfter } : {}) };
}

function headersOf(piece: Buffer, offset: number, checked: boolean): Record<string, string | number> {
  return {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': offset,
    ...(checked ? { 'upload-checksum': `sha256 ${sha256Of(piece).digest('base64')}` } : {}),
  };
}
