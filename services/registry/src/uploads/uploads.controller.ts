import { randomUUID } from 'node:crypto';
import { explain, type ReasonCode, UploadId } from '@endoveil/contracts';
import type { Pressure } from '@endoveil/host';
import type { Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/principal.js';
import { Refused } from '../problem.filter.js';
import { Route, type RouteFacts } from '../route.js';
import { checksumOf } from './checksum.js';
import { readMetadata } from './upload-metadata.js';
import { UPLOAD_BYTES, Uploads } from './uploads.js';

const COME_BACK_SECONDS = 30;
const EXAMPLE_UPLOAD = '018f3a52-7c10-4f00-8000-000000000002';
const VERSION = '1.0.0';
const TUS = { 'tus-resumable': VERSION };
const named = (text: string) => Buffer.from(text).toString('base64');

const tusHeader = { 'Tus-Resumable': { required: true, says: 'always `1.0.0`' } };
const checksumHeader = {
  'Upload-Checksum': { required: false, says: '`sha256 BASE64` of this body; 460 when it is another' },
};
const route = (
  facts: Pick<RouteFacts, 'method' | 'path' | 'name' | 'says' | 'examples'> & Partial<RouteFacts>,
): RouteFacts => ({
  roles: ['uploader'],
  scope: facts.path === 'uploads' ? 'none' : 'upload',
  answer: { says: 'By the protocol, without a body.' },
  status: 204,
  ...facts,
  headers: { ...(facts.method === 'OPTIONS' ? {} : tusHeader), ...facts.headers },
});

/** Resumable uploads by tus 1.0 (tus.io): creation, with upload, termination, expiration, checksum. */
@Controller('v1')
export class UploadsController {
  constructor(
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject('endoveil.pressure') private readonly pressure: Pressure,
    @Inject('endoveil.ledger') private readonly ledger: Pick<Ledger, 'uploadsOpen'>,
    @Inject('endoveil.storage') private readonly storage: Pick<Storage, 'cipher' | 'freeBytes'>,
  ) {}

  @Route(
    route({
      method: 'POST',
      path: 'uploads',
      name: 'createUpload',
      says: 'Begins an upload. The answer says in `Location` where its bytes go.',
      status: 201,
      headers: {
        'Upload-Length': { required: true, says: 'bytes of the whole file' },
        'Upload-Metadata': {
          required: true,
          says: '`filename`, and where they are known `center`, `case`, `processor` and `sha256` (hex, of the whole file)',
        },
        ...checksumHeader,
      },
      examples: [
        {
          says: 'A file of a case',
          headers: {
            ...TUS,
            'upload-length': '1000',
            'upload-metadata': `filename ${named('exam.mp4')},center ${named('north')},case ${named('4711')}`,
          },
        },
        { says: 'Without a name', headers: { ...TUS, 'upload-length': '1000' }, status: 400 },
      ],
    }),
  )
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
    await this.uploads.answer(request, reply, { uploadId, created, ...(checksum ? { checksum } : {}) });
  }

  @Route(
    route({
      method: 'PATCH',
      path: 'uploads/:id',
      name: 'continueUpload',
      says: 'The bytes from an offset on. The last ones are answered when the file is landed: `Endoveil-Item` names the item then.',
      bytes: UPLOAD_BYTES,
      headers: {
        'Upload-Offset': { required: true, says: 'where these bytes begin; 409 when it is another place' },
        ...checksumHeader,
      },
      examples: [
        {
          says: 'There is no such upload',
          with: { id: EXAMPLE_UPLOAD },
          headers: { ...TUS, 'upload-offset': '0', 'content-type': UPLOAD_BYTES },
          status: 404,
        },
      ],
    }),
  )
  async write(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    const checksum = checksumOf(header(request, 'upload-checksum'));
    await this.refuseWhilePaused(reply);
    await this.uploads.answer(request, reply, { uploadId: id, ...(checksum ? { checksum } : {}) });
  }

  @Route(
    route({
      method: 'HEAD',
      path: 'uploads/:id',
      name: 'uploadOffset',
      says: 'Where to go on (`Upload-Offset`). Names are not sent back.',
      status: 200,
      examples: [],
    }),
  )
  async offset(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    await this.uploads.answer(request, reply, { uploadId: id });
  }

  @Route(
    route({
      method: 'DELETE',
      path: 'uploads/:id',
      name: 'removeUpload',
      says: 'Ends an upload and forgets what came of it. A file that is landed stays.',
      examples: [{ says: 'There is no such upload', with: { id: EXAMPLE_UPLOAD }, headers: TUS, status: 404 }],
    }),
  )
  async remove(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    speak(request, reply);
    await this.uploads.answer(request, reply, { uploadId: id });
  }

  @Route(
    route({
      method: 'OPTIONS',
      path: 'uploads',
      name: 'uploadTerms',
      says: 'What of the protocol is spoken here, and how large a file may be.',
      headers: {},
      examples: [{ says: 'What can it do?' }],
    }),
  )
  async terms(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.raw.setHeader('tus-checksum-algorithm', 'sha256,sha512,sha1');
    await this.uploads.answer(request, reply, { uploadId: '' });
  }

  private async refuseWhilePaused(reply: FastifyReply): Promise<void> {
    const paused = this.uploads.isBusy ? 'uploads-waiting' : await this.pressure.paused();
    if (paused !== null) refuse(reply, paused);
  }
}

/** Another version of the protocol is not spoken here. */
function speak(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('tus-resumable', VERSION);
  if (header(request, 'tus-resumable') === VERSION) return;
  void reply.header('tus-version', VERSION);
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
