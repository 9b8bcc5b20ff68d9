import { createHash, type Hash } from 'node:crypto';
import { Refused } from '../problem.filter.js';

/** tus checksum extension: what the bytes of one request must hash to. */
export interface Checksum {
  readonly algorithm: (typeof checksumAlgorithms)[number];
  readonly digest: Buffer;
}

/** SHA-1 is the one that the protocol asks every server for. */
export const checksumAlgorithms = ['sha256', 'sha512', 'sha1'] as const;

/** `Upload-Checksum: sha256 <base64>`. Throws 400 for an algorithm that is not supported. */
export function checksumOf(header: string | undefined): Checksum | undefined {
  if (header === undefined) return undefined;
  const [, name, text] = /^([a-z0-9]+) ([A-Za-z0-9+/]+={0,2})$/.exec(header) ?? [];
  const algorithm = checksumAlgorithms.find((one) => one === name);
  const digest = Buffer.from(text ?? '', 'base64');
  if (!algorithm || digest.length !== createHash(algorithm).digest().length)
    throw new Refused(400, 'checksum-unknown', `Upload-Checksum takes ${checksumAlgorithms.join(', ')} in base64.`);
  return { algorithm, digest };
}

export const hashFor = (checksum: Checksum | undefined): Hash | undefined => checksum && createHash(checksum.algorithm);

/** 460: nothing of these bytes counts. In the shape that the protocol's library answers with. */
export const mismatch = () =>
  Object.assign(new Error('checksum mismatch'), { status_code: 460, body: 'Checksum Mismatch\n' });
