import type { ArtifactHash } from '@endoveil/contracts';
import type { ArtifactStanding } from '@endoveil/ledger';
import type { ByteRange, Storage } from '@endoveil/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The bytes of an artifact, whole or a part; the hash is their ETag (RFC 9110, one range). */
export function sendArtifact(
  request: FastifyRequest,
  reply: FastifyReply,
  { artifacts }: Pick<Storage, 'artifacts'>,
  { hash, mediaType, sizeBytes }: Pick<ArtifactStanding, 'mediaType' | 'sizeBytes'> & { readonly hash: ArtifactHash },
  keep: 'private, no-cache' | 'no-store',
): void {
  const etag = `"${hash}"`;
  const { range, 'if-none-match': known, 'if-range': onlyIf } = request.headers;
  void reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', keep)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${hash.slice(0, 16)}${ENDING[mediaType] ?? ''}"`);
  if (known === '*' || known?.split(/,\s*/).includes(etag)) return void reply.status(304).send();
  void reply.type(mediaType);
  const asked =
    range === undefined || (onlyIf !== undefined && onlyIf !== etag) ? undefined : rangeOf(range, sizeBytes);
  if (asked === 'nowhere') return void reply.status(416).header('content-range', `bytes */${sizeBytes}`).send();
  if (asked === undefined) return void reply.header('content-length', sizeBytes).send(artifacts.read(hash));
  const { first, last } = asked;
  return void reply
    .status(206)
    .header('content-range', `bytes ${first}-${last}/${sizeBytes}`)
    .header('content-length', last - first + 1)
    .send(artifacts.readPart(hash, asked));
}

const ENDING: Readonly<Record<string, string>> = {
  'video/mp4': '.mp4',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
};

/** Undefined: the header is to be ignored. Several ranges are answered whole. */
export function rangeOf(header: string, size: number): ByteRange | 'nowhere' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  return first > last || first >= size ? 'nowhere' : { first, last };
}
