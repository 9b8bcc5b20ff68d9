import { randomUUID } from 'node:crypto';
import { explain, type ReasonCode, UploadId } from '@endoveil/contracts';
import type { Pressure } from '@endoveil/host';
import type { Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/principal.js';
import { Refused } from '../problem.filter.js';
import { Route } from '../route.js';
import { checksumOf } from './checksum.js';
import { readMetadata } from './upload-metadata.js';
import { TUS_VERSION, uploadRoutes } from './upload-routes.js';
import { Uploads } from './uploads.js';

const COME_BACK_SECONDS = 30;

/** Resumable uploads by tus 1.0 (tus.io): creation, with upload, termination, expiration, checksum. */
@Controller('v1')
export class UploadsController {
  constructor(
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject('endoveil.pressure') private readonly pressure: Pressure,
    @Inject('endoveil.ledger') private readonly ledger: Pick<Ledger, 'uploadsOpen'>,
    @Inject('endoveil.storage') private readonly storage: Pick<Storage, 'cipher' | 'freeBytes'>,
  ) {}

  @Route(uploadRoutes.create)
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    const principal = principalOf(request);
    const said = readMetadata(header(request, 'upload-metadata'), principal);
    const checksum = checksumOf(header(request, 'upload-checksum'));
    const sizeBytes = sizeOf(header(request, 'upload-length'), this.uploads.maxBytes);
    await this.refuseWhilePaused(reply);
    // what is open already has its place: as pieces, and once more when it is landed
    const { bytes } = await this.ledger.uploadsOpen();
    if ((await this.storage.freeBytes()) - bytes < 2 * sizeBytes) refuse(reply, 'space-low');
    const uploadId = UploadId.parse(randomUUID());
    const wrappedKey = this.storage.cipher.newKey();
    const created = { uploadId, owner: principal.name, sizeBytes, wrappedKey, ...said };
    await this.receive(request, reply, { uploadId, created, ...(checksum ? { checksum } : {}) });
  }

  @Route(uploadRoutes.write)
  async write(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    const checksum = checksumOf(header(request, 'upload-checksum'));
    await this.refuseWhilePaused(reply);
    await this.receive(request, reply, { uploadId: id, ...(checksum ? { checksum } : {}) });
  }

  @Route(uploadRoutes.offset)
  async offset(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    await this.uploads.answer(request, reply, { uploadId: id });
  }

  @Route(uploadRoutes.remove)
  async remove(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    await this.uploads.answer(request, reply, { uploadId: id });
  }

  @Route(uploadRoutes.terms)
  async terms(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.raw.setHeader('tus-checksum-algorithm', 'sha256,sha512,sha1');
    await this.uploads.answer(request, reply, { uploadId: '' });
  }

  private async refuseWhilePaused(reply: FastifyReply): Promise<void> {
    const paused = await this.pressure.paused();
    if (paused !== null) refuse(reply, paused);
  }

  /** Bodies may be slow: one account does not hold all places. */
  private async receive(
    request: FastifyRequest,
    reply: FastifyReply,
    about: Parameters<Uploads['answer']>[2],
  ): Promise<void> {
    const place = this.uploads.places.take(principalOf(request).name);
    if (place === 'all') refuse(reply, 'uploads-waiting');
    if (place === 'each') {
      void reply.header('retry-after', COME_BACK_SECONDS);
      throw new Refused(429, 'too-many-at-once', 'This account sends as much at once as one account may.');
    }
    await this.uploads.answer(request, reply, about).finally(() => place.free());
  }
}

/** Another version of the protocol is not spoken here. */
function speak(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('tus-resumable', TUS_VERSION);
  if (header(request, 'tus-resumable') === TUS_VERSION) return;
  void reply.header('tus-version', TUS_VERSION);
  throw new Refused(412, 'tus-version', 'The header Tus-Resumable has to say 1.0.0.');
}

function refuse(reply: FastifyReply, code: ReasonCode): never {
  void reply.header('retry-after', COME_BACK_SECONDS);
  throw new Refused(503, code, explain(code).text);
}

function sizeOf(text: string | undefined, most: number): number {
  if (text === undefined || !/^[0-9]{1,15}$/.test(text))
    throw new Refused(400, 'length-missing', 'Upload-Length has to say how many bytes the file has.');
  const size = Number(text);
  if (size === 0) throw new Refused(400, 'empty-file', explain('empty-file').text);
  if (size > most) throw new Refused(413, 'too-large', explain('too-large').text);
  return size;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
