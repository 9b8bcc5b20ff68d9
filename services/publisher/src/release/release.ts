import { createHash } from 'node:crypto';
import type { Certificate, Manifest, ManifestBody } from '@endoveil/contracts';
import type { PublicationClaim } from '@endoveil/ledger';
import type { Artifacts, SiteSigner } from '@endoveil/storage';
import { canonicalJson } from '@endoveil/work';

/** One file of a release. Its bytes are the same at every try, so a try may go on where another ended. */
export interface ReleaseFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The bytes from this one on. */
  read(from: number): AsyncIterable<Uint8Array>;
}

/** What goes out together: artifact, certificate and, last, the manifest that makes it whole. */
export interface Release {
  readonly publicId: string;
  readonly files: readonly ReleaseFile[];
}

const endings: Readonly<Record<string, string>> = { 'video/mp4': 'mp4', 'application/pdf': 'pdf' };

/** All that goes out for a publication: from the record and the zones alone, so every publisher makes the same bytes. */
export function releaseOf(claim: PublicationClaim, artifacts: Pick<Artifacts, 'read'>, signer: SiteSigner): Release {
  const { publicId, artifact, certificate } = claim;
  const ending = endings[artifact.mediaType];
  if (!ending) throw new Error('an artifact is a video or a report');
  const file: ReleaseFile = {
    name: `${publicId}.${ending}`,
    sizeBytes: artifact.sizeBytes,
    sha256: artifact.hash,
    read: (from) => behind(artifacts.read(artifact.hash), from),
  };
  const certified = textFile(`${publicId}.certificate.json`, certificate);
  const body: ManifestBody = {
    schema: 1,
    id: publicId,
    kind: claim.kind,
    files: [
      { name: file.name, mediaType: artifact.mediaType, sizeBytes: file.sizeBytes, sha256: file.sha256 },
      { name: certified.name, mediaType: 'application/json', sizeBytes: certified.sizeBytes, sha256: certified.sha256 },
    ],
    provenance: {
      system: 'endoveil',
      level: claim.level,
      verdict: 'verified',
      certifiedAt: certificate.body.issuedAt,
      tools: certificate.body.tools,
    },
  };
  const signature = Buffer.from(signer.sign(Buffer.from(canonicalJson(body)))).toString('base64');
  return {
    publicId,
    files: [file, certified, textFile(`${publicId}.manifest.json`, { body, keyId: signer.keyId, signature })],
  };
}

function textFile(name: string, content: Certificate | Manifest): ReleaseFile {
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  return {
    name,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    read: (from) => one(bytes.subarray(from)),
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The stream is read from its start all the same: its hash is checked at its end. */
async function* behind(source: AsyncIterable<Uint8Array>, from: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of source) {
    if (at + chunk.length > from) yield at >= from ? chunk : chunk.subarray(from - at);
    at += chunk.length;
  }
}
