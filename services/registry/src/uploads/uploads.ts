import type { Platform } from '@endoveil/host';
import type { ValuesOf } from '@endoveil/runtime';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { registrySettings } from '../config.js';
import { Places } from '../access/places.js';
import { localUser } from '../access/principal.js';
import { type Asking, asking, whileAsking } from './asking.js';
import { FenceLocker } from './fence-locker.js';
import { SealedStore } from './sealed-store.js';
import { UPLOAD_BYTES } from './upload-routes.js';

const HOUR_MS = 3_600_000;
/** A client that sends nothing for so long is gone; what came of it counts. */
const IDLE_MS = 60_000;
/** How long an older request of the same upload may still end by itself. */
const DRAIN_MS = 200;

/** Bodies of uploads are read as they come, by whoever stores them. */
export function acceptUploadBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(UPLOAD_BYTES, (_request, _payload, done) => done(null));
}

/** tus 1.0 over the encrypted store. */
export class Uploads {
  private readonly tus: Server;
  /** For the bodies that are received at the same time. */
  readonly places: Places;

  constructor(
    { storage, ledger, log }: Pick<Platform, 'storage' | 'ledger' | 'log'>,
    private readonly settings: ValuesOf<typeof registrySettings>,
  ) {
    const { uploadHours, uploadsEach, uploadMaxBytes, uploadsAtOnce, uploadsAtOnceEach } = settings;
    this.places = new Places({ all: uploadsAtOnce, each: uploadsAtOnceEach, alone: localUser.name });
    this.tus = new Server({
      path: '/v1/uploads',
      relativeLocation: true,
      maxSize: uploadMaxBytes,
      datastore: new SealedStore(storage, ledger, uploadHours * HOUR_MS, uploadsEach),
      locker: new FenceLocker(ledger),
      lockDrainTimeout: DRAIN_MS,
      namingFunction: () => asking().uploadId,
      getFileIdFromRequest: () => asking().uploadId,
      disableTerminationForFinishedUploads: true,
      allowedOrigins: () => false,
      // messages of the file system carry paths
      onResponseError: (_request, error) => {
        const known = error as { readonly status_code?: number; readonly body?: string };
        if (known.status_code !== undefined && known.body !== undefined)
          return { status_code: known.status_code, body: known.body };
        log.error('upload.failed', { error });
        asking().answerHeader('retry-after', '30');
        return { status_code: 503, body: 'Not now\n' };
      },
    });
    noteWorkOf(this.tus);
  }

  get maxBytes(): number {
    return this.settings.uploadMaxBytes;
  }

  /** Answers a request by the protocol. Over when nothing more is done for it, also where nobody hears the answer. */
  async answer(request: FastifyRequest, reply: FastifyReply, about: Omit<Asking, 'answerHeader'>): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    request.raw.setTimeout(IDLE_MS, () => request.raw.destroy());
    // landing a large file takes longer than a client may be silent
    request.raw.once('end', () => request.raw.setTimeout(0));
    const gone = new Promise<void>((resolve) => raw.once('close', resolve));
    const answerHeader = (name: string, value: string) => void (raw.headersSent || raw.setHeader(name, value));
    const its: Asking = { ...about, answerHeader };
    const handled = whileAsking(its, () => this.tus.handle(request.raw, raw)).catch(() => {
      // whoever asked is gone, in the middle of the answer
      raw.destroy();
    });
    // of an answer to somebody who is gone the library never hears the end, of its work it does: what came is landed
    await Promise.race([handled, gone.then(() => its.work)]);
  }
}

/** Writes down with each request the work for it, which is all of it but the answer. */
function noteWorkOf({ handlers }: Server): void {
  for (const handler of Object.values(handlers) as { send: (...given: unknown[]) => Promise<unknown> }[]) {
    const send = handler.send.bind(handler);
    handler.send = (...given) => {
      const sent = send(...given);
      const over = () => undefined;
      asking().work = sent.then(over, over);
      return sent;
    };
  }
}
