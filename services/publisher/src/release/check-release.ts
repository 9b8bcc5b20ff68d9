import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Certificate, Manifest } from '@endoveil/contracts';
import { verifySignature } from '@endoveil/storage';
import { canonicalJson, isSignedBy } from '@endoveil/work';

/** What is wrong with one file of a folder. */
export interface FolderFault {
  readonly file: string;
  readonly fault: 'manifest' | 'signature' | 'missing' | 'altered' | 'certificate' | 'stranger';
}

export interface FolderReport {
  readonly releases: number;
  readonly files: number;
  readonly faults: readonly FolderFault[];
}

/**
 * Checks a researcher's folder with the public key alone: every manifest and certificate is signed, every byte is what
 * they say, and nothing else lies there.
 */
export async function checkFolder(path: string, publicKey: Uint8Array): Promise<FolderReport> {
  const names = await readdir(path);
  const known = new Set<string>();
  const faults: FolderFault[] = [];
  const manifests = names.filter((name) => name.endsWith('.manifest.json'));
  for (const name of manifests) {
    known.add(name);
    const manifest = Manifest.safeParse(await json(join(path, name)));
    if (!manifest.success || name !== `${manifest.data.body.id}.manifest.json`) {
      faults.push({ file: name, fault: 'manifest' });
      continue;
    }
    for (const file of manifest.data.body.files) known.add(file.name);
    faults.push(...(await checkRelease(path, name, manifest.data, publicKey)));
  }
  for (const name of names) if (!known.has(name)) faults.push({ file: name, fault: 'stranger' });
  return { releases: manifests.length, files: names.length, faults };
}

async function checkRelease(
  path: string,
  name: string,
  { body, signature }: Manifest,
  publicKey: Uint8Array,
): Promise<FolderFault[]> {
  const signed = verifySignature(publicKey, Buffer.from(canonicalJson(body)), Buffer.from(signature, 'base64'));
  if (!signed) return [{ file: name, fault: 'signature' }];
  const faults: FolderFault[] = [];
  for (const file of body.files) {
    const digest = await digestOf(join(path, file.name)).catch(() => undefined);
    if (digest !== file.sha256) faults.push({ file: file.name, fault: digest ? 'altered' : 'missing' });
  }
  const certificate = Certificate.safeParse(await json(join(path, `${body.id}.certificate.json`)));
  const holds =
    certificate.success &&
    isSignedBy(certificate.data, publicKey) &&
    certificate.data.body.verdict === 'verified' &&
    certificate.data.body.artifactHash === body.files[0]?.sha256;
  if (!holds) faults.push({ file: `${body.id}.certificate.json`, fault: 'certificate' });
  return faults;
}

async function json(path: string): Promise<unknown> {
  try {
    return (await stat(path)).isFile() ? JSON.parse(await readFile(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/** A piece at a time: videos may be larger than what one read can hold. */
async function digestOf(path: string): Promise<string | undefined> {
  // a pipe would be waited for without an end
  if (!(await stat(path)).isFile()) return undefined;
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
