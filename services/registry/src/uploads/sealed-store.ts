import type { Readable } from 'node:stream';
import type { HeldUpload, Ledger, UploadPiece } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { asking } from './asking.js';
import { forgetUpload, landUpload } from './land-upload.js';
import { receivePiece } from './receive-piece.js';

/** One request makes one piece: nobody needs more. */
const MOST_PIECES = 10_000;

/**
 * Uploads as the protocol's library sees them: bytes encrypted in pieces, everything else in Postgres. The fence of
 * whoever took the upload last decides: an older request goes on writing into a piece that nobody will read.
 */
export class SealedStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration', 'checksum'];

  constructor(
    private readonly storage: Storage,
    private readonly ledger: Ledger,
    private readonly expirationMs: number,
    private readonly uploadsEach: number,
  ) {
    super();
  }

  override getExpiration(): number {
    return this.expirationMs;
  }

  override async create(upload: Upload): Promise<Upload> {
    const request = asking();
    const outcome = await this.ledger.createUpload(request.created!, { each: this.uploadsEach });
    if (outcome === 'too-many') {
      request.answerHeader('retry-after', '60');
      throw Object.assign(new Error('too many'), { status_code: 429, body: 'Too many open uploads\n' });
    }
    request.held = (await this.ledger.takeUpload(request.created!.uploadId))!;
    return upload;
  }

  override async remove(): Promise<void> {
    await forgetUpload(this.storage, this.ledger, this.held().uploadId);
  }

  /** Where to go on. An upload that is whole is landed first: whoever hears of its end must not have to come back. */
  override async getUpload(): Promise<Upload> {
    const held = await this.settled(this.held());
    const { uploadId, sizeBytes, itemId, changedAt } = held;
    const offset = itemId === null ? offsetOf(held) : sizeBytes;
    if (itemId !== null) asking().answerHeader('endoveil-item', itemId);
    else if (offset === sizeBytes) await this.finish(held);
    return new Upload({ id: uploadId, size: sizeBytes, offset, creation_date: changedAt.toISOString() });
  }

  override async write(stream: Readable, _id: string, offset: number): Promise<number> {
    const held = this.held();
    if (held.itemId !== null) return held.sizeBytes;
    if (held.pieces.length >= MOST_PIECES)
      throw Object.assign(new Error('too many pieces'), { status_code: 400, body: 'Too many small requests\n' });
    const piece = await receivePiece(this.storage.parts, stream, {
      held,
      firstByte: offset,
      checksum: asking().checksum,
      keep: (piece) => this.keep(held, piece),
    });
    asking().held = { ...held, pieces: [...held.pieces, piece] };
    const reached = offset + piece.plainBytes;
    if (reached === held.sizeBytes) await this.finish(this.held());
    return reached;
  }

  private held(): HeldUpload {
    const { held } = asking();
    if (!held) throw ERRORS.FILE_NOT_FOUND;
    return held;
  }

  private async finish(held: HeldUpload): Promise<void> {
    const itemId = await landUpload(this.storage, this.ledger, held);
    const request = asking();
    request.held = { ...held, itemId };
    request.answerHeader('endoveil-item', itemId);
  }

  /** Ends pieces whose writer has not: what a crash left counts as far as it is whole, unless it had to be checked. */
  private async settled(held: HeldUpload): Promise<HeldUpload> {
    const pieces: UploadPiece[] = [];
    for (const piece of held.pieces) {
      if (piece.state === 'closed') {
        pieces.push(piece);
        continue;
      }
      const name = { uploadId: held.uploadId, fence: piece.fence };
      const whole =
        piece.state === 'checking'
          ? { plainBytes: 0, sealedBytes: 0 }
          : await this.storage.parts.wholeOf(name, held.wrappedKey, piece);
      const closed: UploadPiece = { ...piece, ...whole, state: 'closed' };
      await this.keep(held, closed);
      pieces.push(closed);
    }
    return (asking().held = { ...held, pieces });
  }

  private async keep(held: HeldUpload, piece: UploadPiece): Promise<void> {
    if ((await this.ledger.keepPiece(held, piece)) === 'fenced-out') throw ERRORS.ABORTED;
  }
}

/** The pieces that count follow each other without a gap. */
function offsetOf({ pieces }: HeldUpload): number {
  let offset = 0;
  for (const { firstByte, plainBytes } of pieces) {
    if (plainBytes === 0) continue;
    if (firstByte !== offset) throw new Error('pieces of an upload do not follow each other');
    offset += plainBytes;
  }
  return offset;
}
